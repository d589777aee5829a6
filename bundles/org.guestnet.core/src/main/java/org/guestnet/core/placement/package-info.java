/** Where a guest would go on a host, and why it cannot. */
package org.guestnet.core.placement;
