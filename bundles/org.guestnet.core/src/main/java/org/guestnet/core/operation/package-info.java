/** Operations: locks, steps, journal, undo. */
package org.guestnet.core.operation;
