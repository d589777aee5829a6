/** Which member of a pool libvirt takes next, and the blocker ports that change it. */
package org.guestnet.core.steering;
