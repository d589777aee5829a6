/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.HostSession;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.libvirt.internal.binding.MigrationCalls;
import org.guestnet.model.GuestnetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a guest may stand still. QEMU keeps the limit with the guest and not with the migration: it is set before, since a
 * migration may be over before it could be set, and set back if the guest stays.
 */
final class DowntimeLimit {

    private static final Logger LOG = LoggerFactory.getLogger(DowntimeLimit.class);
    private static final Duration LIMIT = Duration.ofSeconds(HostSession.DEADLINE_SECONDS);

    private final SessionParts host;
    private final UUID guest;
    private Optional<Duration> before = Optional.empty();

    DowntimeLimit(SessionParts host, UUID guest) {
        this.host = host;
        this.guest = guest;
    }

    void set(Optional<Duration> limit) throws GuestnetException {
        if (limit.isPresent()) {
            before = Optional.of(host.calls().call(host.control(), LIMIT, c -> {
                if (!c.guests().isActive(guest.toString())) {
                    throw host.failures().notRunning(guest, null);
                }
                return exchanged(c.migrations(), limit.get());
            }));
        }
    }

    private Duration exchanged(MigrationCalls migrations, Duration limit) throws LibvirtFailure {
        Duration old = migrations.maxDowntime(guest.toString());
        migrations.setMaxDowntime(guest.toString(), limit);
        return old;
    }

    /** For a guest that stayed; a host that is lost keeps the limit. */
    void setBack() {
        if (before.isEmpty()) {
            return;
        }
        try {
            host.calls().call(host.control(), LIMIT, c -> {
                c.migrations().setMaxDowntime(guest.toString(), before.get());
                return null;
            });
        } catch (GuestnetException e) {
            LOG.warn("{}: guest {} keeps its limit of downtime", host.host().name(), guest, e);
        }
    }
}
