/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import org.guestnet.core.model.FleetManager.Call;
import org.guestnet.model.GuestnetException;

/**
 * What goes wrong in an operation, once.
 *
 * @param what for people
 * @param when at which of the operation's moments
 * @param number at the how manyth of them, from 1
 * @param strike does it
 */
record FleetMishap(String what, When when, int number, Strike strike) {

    /** The moments of an operation. */
    enum When {
        /** Before it begins. */
        BEFORE,
        /** Before it calls a host. */
        HOST_CALL,
        /** Before it calls a host or the store. */
        CALL,
        /** A round of the transfer of a guest. */
        ROUND
    }

    /** Does it. */
    interface Strike {

        /** @param call before which it is done; of no meaning at other moments */
        void in(FleetWorld world, Call call) throws GuestnetException;
    }

    @Override
    public String toString() {
        return what + (when == When.BEFORE ? "" : " at " + when + " " + number);
    }
}
