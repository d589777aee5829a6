/** Slots that are taken, bound and freed. */
package org.guestnet.core.claim;
