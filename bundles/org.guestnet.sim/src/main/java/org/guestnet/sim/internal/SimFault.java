/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import org.guestnet.model.GuestnetException;

/** What strikes one call. */
interface SimFault {

    /** No fault. */
    SimFault NONE = new SimFault() {};

    default void before(SimSession session, SimCall call) throws GuestnetException {}

    default void after(SimSession session, SimCall call) throws GuestnetException {}

    /** The same fault at one moment only. */
    static SimFault at(Moment moment, Strike strike) {
        return new SimFault() {
            @Override
            public void before(SimSession session, SimCall call) throws GuestnetException {
                if (moment == Moment.BEFORE) {
                    strike.strike(session, call);
                }
            }

            @Override
            public void after(SimSession session, SimCall call) throws GuestnetException {
                if (moment == Moment.AFTER) {
                    strike.strike(session, call);
                }
            }
        };
    }

    /** What happens. */
    @FunctionalInterface
    interface Strike {
        void strike(SimSession session, SimCall call) throws GuestnetException;
    }
}
