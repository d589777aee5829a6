/** What is done to networks. */
package org.guestnet.core.network;
