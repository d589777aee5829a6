/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.Migration;
import org.guestnet.driver.MigrationProgress;
import org.guestnet.libvirt.internal.binding.GuestCalls;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.model.GuestnetException;

/** How guests leave a host. */
final class Migrations {

    private static final Duration SHORT = Duration.ofSeconds(HostSession.DEADLINE_SECONDS);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final SessionParts parts;
    private final Set<UUID> aborted = ConcurrentHashMap.newKeySet();

    Migrations(SessionParts parts) {
        this.parts = parts;
    }

    Optional<Duration> migrate(UUID guest, HostSession destination, Migration migration) throws GuestnetException {
        SessionParts to = checked(destination);
        aborted.remove(guest);
        return new Migrator(parts, to, guest, migration, () -> aborted.contains(guest)).run();
    }

    void moveConfiguration(UUID guest, HostSession destination) throws GuestnetException {
        SessionParts to = checked(destination);
        PairedCall call = new PairedCall(parts, to);
        call.start((here, there) -> {
            requireMovable(here, guest);
            here.migrations().moveConfiguration(guest.toString(), there);
        });
        if (!call.await(LONG)) {
            call.cut();
            throw parts.failures().lateBy(LONG);
        }
        Optional<LibvirtFailure> refusal = call.refusal();
        if (refusal.isPresent()) {
            throw parts.failures().notMigrated(to.host().name(), refusal.get());
        }
    }

    private void requireMovable(LibvirtConnection here, UUID guest) throws LibvirtFailure, GuestnetException {
        GuestCalls.GuestImage image = here.guests().one(guest.toString());
        if (image.active()) {
            throw parts.failures().running(guest, null);
        }
        if (image.saved()) {
            throw parts.failures()
                    .refused(
                            "guest " + guest + " has a managed-save image, which would stay behind",
                            "start it and migrate it, or remove the image");
        }
    }

    Optional<MigrationProgress> progress(UUID guest) throws GuestnetException {
        return parts.calls()
                .call(parts.control(), SHORT, c -> Jobs.migration(c, guest))
                .map(job -> new MigrationProgress(job.total(), job.remaining()));
    }

    /** Remembers it: what libvirt says of an aborted migration may be what failed because of the abort. */
    void abort(UUID guest) throws GuestnetException {
        boolean first = aborted.add(guest);
        boolean heeded = false;
        try {
            heeded = parts.calls().call(parts.control(), SHORT, c -> Jobs.abort(c, guest));
        } finally {
            if (!heeded && first) {
                aborted.remove(guest);
            }
        }
    }

    private SessionParts checked(HostSession destination) throws GuestnetException {
        if (!(destination instanceof LibvirtSession there)) {
            throw new IllegalArgumentException("the destination is a session of another driver: " + destination);
        }
        for (SessionParts end : new SessionParts[] {parts, there.parts()}) {
            if (!end.facts().migrates()) {
                throw end.failures()
                        .cannotMigrate(
                                "libvirt's driver for " + end.facts().hypervisor() + " on host "
                                        + end.host().name() + " cannot migrate guests",
                                null);
            }
        }
        return there.parts();
    }
}
