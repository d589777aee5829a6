/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.Migration;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.libvirt.internal.binding.MigrationCalls.Order;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One migration: steered by this process over connections to both hosts, or by the source host, which is only asked then. */
final class Migrator {

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
    private static final Duration AFTER_LOSS = Duration.ofSeconds(8);
    private static final Duration ABORT = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration SHORT = Duration.ofSeconds(HostSession.DEADLINE_SECONDS);

    private final SessionParts from;
    private final SessionParts to;
    private final UUID guest;
    private final Migration migration;
    private final PairedCall call;
    private final DowntimeLimit downtime;
    private final BooleanSupplier aborted;

    /** @param aborted whether somebody asked that it be given up */
    Migrator(SessionParts from, SessionParts to, UUID guest, Migration migration, BooleanSupplier aborted) {
        this.from = from;
        this.to = to;
        this.guest = guest;
        this.migration = migration;
        this.call = new PairedCall(from, to);
        this.downtime = new DowntimeLimit(from, guest);
        this.aborted = aborted;
    }

    /** @return how long the guest stood still, if that is known */
    Optional<Duration> run() throws GuestnetException {
        downtime.set(migration.settings().maxDowntime());
        boolean moved = false;
        try {
            start();
            Attendant attendant = new Attendant(from, to, guest, migration);
            await(attendant);
            conclude(attendant);
            moved = true;
        } finally {
            if (!moved && !call.isRunning()) {
                downtime.setBack();
            }
        }
        return stoodStill();
    }

    private void start() throws GuestnetException {
        if (migration.peer().isPresent()) {
            String peer = PeerUri.of(to.host().hypervisor(), migration.peer().get());
            call.start(source -> source.migrations().migrateToPeer(guest.toString(), peer, order(source)));
        } else {
            call.start(
                    (source, destination) -> source.migrations().migrate(guest.toString(), destination, order(source)));
        }
    }

    private Order order(LibvirtConnection source) throws LibvirtFailure, GuestnetException {
        if (!source.guests().isActive(guest.toString())) {
            throw from.failures().notRunning(guest, null);
        }
        boolean persistent = source.guests().isPersistent(guest.toString());
        // libvirt would persist the live document there, unless it is told what to persist; without either, the
        // source's own.
        return new Order(
                persistent,
                migration.resolved().map(Migration.Resolved::liveXml),
                migration.resolved().map(Migration.Resolved::persistentXml).filter(xml -> persistent),
                migration.settings(),
                migration.migrationAddress().map(address -> "tcp://" + address.inUri()));
    }

    private void await(Attendant attendant) throws GuestnetException {
        while (!call.await(LOOK_AGAIN)) {
            if (!isWell(attendant)) {
                giveUpConnecting(migration.peer().orElseThrow());
            }
        }
        if (!call.isDone() && migration.peer().isEmpty()) {
            awaitAfterLoss();
        }
    }

    /** A look that is late or refused says nothing about the migration; a session that is lost ends the wait by itself. */
    private boolean isWell(Attendant attendant) {
        try {
            return attendant.look();
        } catch (GuestnetException e) {
            LOG.debug("{}: could not look at the migration of {}", from.host().name(), guest, e);
            return true;
        }
    }

    /** The source's memory may be on its way for minutes to a host that cannot take the guest any more. */
    private void awaitAfterLoss() throws GuestnetException {
        try {
            if (!from.lifeline().ended().isDone()) {
                abort();
            }
        } catch (GuestnetException e) {
            LOG.debug(
                    "{}: the migration of {} could not be given up", from.host().name(), guest, e);
        }
        if (!call.awaitDone(AFTER_LOSS)) {
            LOG.warn("{}: the migration of {} does not end", from.host().name(), guest);
        }
    }

    private void abort() throws GuestnetException {
        from.calls().call(from.control(), ABORT, c -> Jobs.abort(c, guest));
    }

    /** libvirt heeds the abort as soon as it has its connection, however late; until then the guest stays as it is. */
    private void giveUpConnecting(HostAddress peer) throws GuestnetException {
        try {
            abort();
        } catch (HostUnreachableException e) {
            throw e;
        } catch (GuestnetException e) {
            LOG.debug("{}: the migration of {} is not given up yet", from.host().name(), guest, e);
            return; // asked again after the next look
        }
        if (call.awaitDone(ABORT) && call.refusal().isEmpty()) {
            return; // at the last moment
        }
        call.cut();
        String words = "no connection within " + Attendant.CONNECTING.toSeconds() + " seconds";
        throw from.failures().peerUnreachable(to.host().name(), peer, words, null);
    }

    private void conclude(Attendant attendant) throws GuestnetException {
        Optional<LibvirtFailure> refusal = call.refusal();
        if (refusal.isEmpty()) {
            return;
        }
        throw explained(refusal.get(), !isActiveThere() && attendant.isConnecting());
    }

    private boolean isActiveThere() throws GuestnetException {
        return to.calls().call(to.control(), SHORT, c -> Jobs.isActive(c, guest));
    }

    private GuestnetException explained(LibvirtFailure failure, boolean neverThere) {
        if (failure.is(LibvirtFailure.NO_SUPPORT)) {
            return from.failures().cannotMigrate(Failures.sentence(failure), failure);
        }
        if (failure.is(LibvirtFailure.OPERATION_ABORTED) || aborted.getAsBoolean()) {
            return from.failures().aborted(to.host().name(), failure);
        }
        if (neverThere && failure.isAboutAConnection()) {
            HostAddress peer = migration.peer().orElseThrow();
            return from.failures().peerUnreachable(to.host().name(), peer, Failures.sentence(failure), failure);
        }
        if (neverThere && failure.isWordless()) {
            return from.failures().peerSilent(to.host().name(), failure);
        }
        boolean ofTheDestination = failure.is(LibvirtFailure.NO_NETWORK) || Failures.isExhausted(failure);
        return ofTheDestination
                ? to.failures().refused(failure)
                : from.failures().notMigrated(to.host().name(), failure);
    }

    private Optional<Duration> stoodStill() {
        try {
            return to.calls().call(to.control(), SHORT, c -> c.migrations().downtime(guest.toString()));
        } catch (GuestnetException e) {
            LOG.info("{}: how long guest {} stood still is not known", to.host().name(), guest, e);
            return Optional.empty();
        }
    }
}
