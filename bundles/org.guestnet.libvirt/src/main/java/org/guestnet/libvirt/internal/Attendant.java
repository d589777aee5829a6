/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.Migration;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.libvirt.internal.binding.MigrationCalls.Job;
import org.guestnet.model.GuestnetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a migration needs while libvirt's call blocks: looks at it from time to time, on the caller's thread. */
final class Attendant {

    /** How long a host may take to connect to its peer. libvirt would wait for a peer that says nothing for ever. */
    static final Duration CONNECTING = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Attendant.class);
    private static final Duration LIMIT = Duration.ofSeconds(HostSession.DEADLINE_SECONDS);
    private static final int SECOND_PASS = 2;

    private final SessionParts from;
    private final SessionParts to;
    private final UUID guest;
    private final long connectedBy = System.nanoTime() + SECONDS.toNanos(CONNECTING.toSeconds());
    private boolean mayPostCopy;
    private boolean connecting;

    Attendant(SessionParts from, SessionParts to, UUID guest, Migration migration) {
        this.from = from;
        this.to = to;
        this.guest = guest;
        this.mayPostCopy = migration.settings().postCopy();
        this.connecting = migration.peer().isPresent();
    }

    /** Looks and does what is due. @return false if the source host does not get hold of its peer */
    boolean look() throws GuestnetException {
        if (mayPostCopy || connecting) {
            Optional<Job> job = job();
            connecting = connecting && job.filter(j -> j.total() > 0).isEmpty();
            if (mayPostCopy && job.filter(j -> j.pass() >= SECOND_PASS).isPresent()) {
                mayPostCopy = false;
                postCopy();
            }
        }
        return !connecting || System.nanoTime() < connectedBy || isKnownThere();
    }

    /** A question that is refused, for a lock that another one has, tells as little as no job. */
    private Optional<Job> job() throws HostUnreachableException {
        try {
            return from.calls().call(from.control(), LIMIT, c -> Jobs.migration(c, guest));
        } catch (HostUnreachableException e) {
            throw e;
        } catch (GuestnetException e) {
            LOG.debug("{}: what goes on with guest {} is not told", from.host().name(), guest, e);
            return Optional.empty();
        }
    }

    private boolean isKnownThere() throws GuestnetException {
        connecting = !to.calls().call(to.control(), LIMIT, c -> Jobs.isActive(c, guest));
        return !connecting;
    }

    /** Whether, for all that was seen, the source host has no connection with its peer. */
    boolean isConnecting() {
        return connecting;
    }

    /** Without it the migration goes on as any other. */
    private void postCopy() throws HostUnreachableException {
        try {
            from.calls().call(from.control(), LIMIT, c -> {
                c.migrations().startPostCopy(guest.toString());
                return null;
            });
        } catch (HostUnreachableException e) {
            throw e;
        } catch (GuestnetException e) {
            boolean over = e.getCause() instanceof LibvirtFailure f
                    && (f.is(LibvirtFailure.NO_DOMAIN) || f.is(LibvirtFailure.OPERATION_INVALID));
            if (!over) {
                LOG.warn("{}: guest {} is not fetched on demand", from.host().name(), guest, e);
            }
        }
    }
}
