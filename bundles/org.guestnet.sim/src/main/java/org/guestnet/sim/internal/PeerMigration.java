/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.Migration;
import org.guestnet.model.GuestnetException;

/**
 * A migration that two hosts make among themselves, on a thread and with sessions of its own: it goes on when the session that began
 * it ends, and ends when one of the hosts dies.
 */
final class PeerMigration {

    private static final HostListener NOBODY = new HostListener() {
        @Override
        public void changed() {}

        @Override
        public void lost(String reason) {}
    };

    private final UUID guest;
    private final SimSession caller;
    private final SimSession source;
    private final SimSession destination;
    private final Migration migration;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private GuestnetException failure; // null if it succeeded; read after its end
    private Optional<Duration> gap = Optional.empty();

    PeerMigration(UUID guest, SimSession caller, SimHost destination, Migration migration) {
        this.guest = guest;
        this.caller = caller;
        this.source = new SimSession(caller.host(), NOBODY);
        this.destination = new SimSession(destination, NOBODY);
        this.migration = migration;
        this.failure = caller.host().refusals().timeout(); // whoever does not know the end has to look
    }

    /** Blocks until it has ended, and no longer than the caller's session lives. */
    Optional<Duration> run() throws GuestnetException {
        caller.requireOpen();
        source.host().peers().add(source);
        destination.host().peers().add(destination);
        Thread steering = new Thread(this::steer, "guestnet-sim-peers-of-" + guest);
        steering.setDaemon(true);
        steering.start();
        caller.await(end, false);
        if (failure != null) {
            throw failure;
        }
        return gap;
    }

    private void steer() {
        try {
            gap = new SimMigration(guest, source, destination, migration).run();
            failure = null;
        } catch (GuestnetException e) {
            failure = e;
        } finally {
            source.host().peers().remove(source);
            destination.host().peers().remove(destination);
            end.complete(null);
        }
    }
}
