/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.UUID;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.model.GuestnetException;

/** The configuration of a guest that does not run moves: read at the source, defined at the destination, undefined at the source. */
final class ConfigurationMove {

    private final UUID guest;
    private final SimSession source;
    private final SimSession destination;

    ConfigurationMove(UUID guest, SimSession source, SimSession destination) {
        this.guest = guest;
        this.source = source;
        this.destination = destination;
    }

    void run() throws GuestnetException {
        String text = source.ask(SimCall.MOVE_CONFIGURATION, this::begin);
        destination.ask(SimCall.MOVE_ARRIVE, () -> {
            new SimMoves(destination.host()).moveIn(text);
            return null;
        });
        leave();
    }

    private String begin() throws GuestnetException {
        SimMoves.requirePath(source.host(), destination.host());
        return new SimMoves(source.host()).movable(guest);
    }

    /** The guest is on both hosts if this fails: whoever asked has to look at both. */
    private void leave() throws GuestnetException {
        try {
            source.ask(SimCall.MOVE_LEAVE, () -> {
                new SimMoves(source.host()).movedOut(guest);
                return null;
            });
        } catch (HostUnreachableException e) {
            throw e;
        } catch (GuestnetException e) {
            throw source.host().refusals().timeout();
        }
    }
}
