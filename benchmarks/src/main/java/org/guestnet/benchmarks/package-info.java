/** Measurements against what Guestnet is built on. They print figures and ratios and assert nothing. */
package org.guestnet.benchmarks;
