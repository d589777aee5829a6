/** Who serves which network type, and what documents mean to them. */
package org.guestnet.core.type;
