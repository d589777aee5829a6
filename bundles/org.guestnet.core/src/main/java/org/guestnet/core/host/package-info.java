/** The hosts under watch: sessions, and what was last seen. */
package org.guestnet.core.host;
