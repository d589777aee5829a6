/** libvirt's books of a pool and ours: what differs, what brings them in step, and who does it. */
package org.guestnet.core.ledger;
