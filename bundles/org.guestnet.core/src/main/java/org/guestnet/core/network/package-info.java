/** What networks on hosts are: what was published read back, and who uses it. */
package org.guestnet.core.network;
