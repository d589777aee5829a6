/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import org.guestnet.model.GuestnetException;

/**
 * What an actor does.
 *
 * @param what for people
 * @param patient whether it is done only when hosts that can answer have answered
 * @param act does it; may fail, as with people
 */
record Action(String what, boolean patient, Act act) {

    Action(String what, Act act) {
        this(what, true, act);
    }

    /** The same, done whether hosts answer or not. */
    Action impatient() {
        return new Action(what, false, act);
    }

    /** Does it. */
    interface Act {
        void in(World world) throws GuestnetException;
    }

    @Override
    public String toString() {
        return what;
    }
}
