/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.guestnet.api.Candidate;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.guest.Candidates;
import org.guestnet.core.guest.GuestFinder;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.guest.GuestMigrator;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves one guest of a host that is drained: to where it was planned, or, if that is full or gone by now, to the next best. */
@Component(service = GuestMover.class)
public final class GuestMover {

    private static final Logger LOG = LoggerFactory.getLogger(GuestMover.class);

    private static final UUID NOBODY = new UUID(0, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Fleet fleet;
    private final GuestFinder finder;
    private final Candidates candidates;
    private final GuestMigrator migrator;

    /** Its parts. */
    @Activate
    public GuestMover(
            @Reference Fleet fleet,
            @Reference GuestFinder finder,
            @Reference Candidates candidates,
            @Reference GuestMigrator migrator) {
        this.fleet = fleet;
        this.finder = finder;
        this.candidates = candidates;
        this.migrator = migrator;
    }

    /**
     * Moves it, and waits for that.
     *
     * @param wanted asked before it is tried again because others work on it
     */
    Moved move(GuestName guest, HostName from, HostName planned, DrainOptions options, BooleanSupplier wanted) {
        return new Attempts(this, guest, from, planned, options, wanted).end();
    }

    /** The guest as it was seen. @throws GuestnetException {@code GUEST_UNKNOWN}, {@code HOST_DOWN} */
    Found find(GuestName guest, HostName host) throws GuestnetException {
        return finder.find(guest, Optional.of(host));
    }

    /** What is said of the other hosts, the best first. */
    List<Candidate> candidates(Found guest) throws GuestnetException {
        return candidates.of(guest);
    }

    /** Migrates it; see the api. */
    Operation migrate(GuestName guest, HostName destination, MigrateOptions how) throws GuestnetException {
        return migrator.migrate(guest, destination, how);
    }

    /** Whether a host has the guest: looked at now. @throws GuestnetException {@code HOST_UNKNOWN} */
    boolean isThere(GuestName guest, HostName host) throws GuestnetException {
        return look(host).guests().values().stream().anyMatch(g -> g.name().equals(guest));
    }

    /** A host as it is now. @throws GuestnetException {@code HOST_UNKNOWN} */
    HostState look(HostName host) throws GuestnetException {
        return fleet.host(host).awaitLook(PATIENCE);
    }

    /** Asked, for the last look may be older than what failed. */
    boolean answers(HostName host) {
        try {
            fleet.session(host).guest(NOBODY);
            return true;
        } catch (GuestnetException silent) {
            LOG.debug("Host {} does not answer: {}", host, silent.getMessage());
            return false;
        }
    }
}
