/** What is done to guests. */
package org.guestnet.core.guest;
