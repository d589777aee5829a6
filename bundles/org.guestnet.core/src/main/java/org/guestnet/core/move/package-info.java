/** Moves of guests between hosts: how many at once, how they are watched, how they end. */
package org.guestnet.core.move;
