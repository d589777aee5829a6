/** What sets hosts right after a kill, a silence, or others. */
package org.guestnet.core.settle;
