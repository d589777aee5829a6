/** Whole hosts: where their guests would go, and how they get there. */
package org.guestnet.core.drain;
