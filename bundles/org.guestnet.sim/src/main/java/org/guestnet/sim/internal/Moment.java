/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

/** When a fault strikes a call. */
public enum Moment {
    /** Nothing of what was asked has happened. */
    BEFORE,
    /** All that was asked has happened, and nobody was told. */
    AFTER
}
