/** Says what is not as it should be, and changes nothing. */
package org.guestnet.core.doctor;
