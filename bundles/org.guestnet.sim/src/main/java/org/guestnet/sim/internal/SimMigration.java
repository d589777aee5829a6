/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.Migration;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostAddress.Transport;
import org.guestnet.model.MacAddress;

/**
 * One live migration in libvirt's steps: begin and perform at the source, prepare and finish at the destination, confirm at the
 * source. Between prepare and confirm the guest is on both hosts. Locks one host at a time.
 */
final class SimMigration {

    private static final Duration STEP = Duration.ofMillis(300);

    private final UUID uuid;
    private final SimSession source;
    private final SimSession destination;
    private final Migration migration;
    private final SimMoves arrivals;
    private MigrationJob job;
    private String live;
    private Optional<String> persistent = Optional.empty();
    private boolean prepared;
    private boolean paused; // before it was migrated

    SimMigration(UUID uuid, SimSession source, SimSession destination, Migration migration) {
        this.uuid = uuid;
        this.source = source;
        this.destination = destination;
        this.migration = migration;
        this.arrivals = new SimMoves(destination.host());
    }

    /** @return how long the guest stood still; empty if it was paused before */
    Optional<Duration> run() throws GuestnetException {
        source.ask(SimCall.MIGRATE, this::begin);
        try {
            if (migration.peer().isPresent()) {
                reach(migration.peer().get());
            }
            destination.ask(SimCall.MIGRATE_PREPARE, this::prepare);
            transfer();
        } catch (GuestnetException e) {
            giveUp(true);
            throw e;
        }
        finish();
        confirm();
        return paused ? Optional.empty() : Optional.of(job.gap());
    }

    private void reach(HostAddress peer) throws GuestnetException {
        boolean there = peer.transport() == Transport.SIM
                && peer.target().equals(destination.host().name());
        if (!there || !answers()) {
            throw source.host().refusals().noPeer(peer);
        }
    }

    private boolean answers() throws GuestnetException {
        try {
            return destination.ask(SimCall.MIGRATE_PEER, destination.host().peers()::isReached);
        } catch (HostUnreachableException e) {
            source.requireOpen();
            return false;
        }
    }

    private Void begin() throws GuestnetException {
        SimHost host = source.host();
        SimMoves.requirePath(host, destination.host());
        SimGuest guest = host.guests().getRunning(uuid);
        live = migration.resolved().map(Migration.Resolved::liveXml).orElse(guest.running());
        persistent = guest.persistent().isPresent() && migration.resolved().isPresent()
                ? migration.resolved().map(Migration.Resolved::persistentXml)
                : guest.persistent();
        requireSameGuest(guest);
        paused = guest.isPaused();
        job = new MigrationJob(GuestText.memory(live), guest.isBusy(), migration.settings(), host.seedOf(uuid));
        guest.setJob(job);
        return null;
    }

    private void requireSameGuest(SimGuest guest) throws GuestnetException {
        SimHost host = source.host();
        GuestText.Read target = host.guests().read(live);
        List<MacAddress> there = macs(target.interfaces());
        List<MacAddress> here = macs(host.guests().read(guest.running()).interfaces());
        if (!target.identity().uuid().equals(uuid)) {
            throw host.refusals()
                    .refused(
                            "Target domain uuid %s does not match source %s",
                            target.identity().uuid(), uuid);
        }
        if (!there.equals(here)) {
            throw host.refusals().refused("Target network cards %s do not match source %s", there, here);
        }
    }

    private static List<MacAddress> macs(List<GuestInterface> nics) {
        return nics.stream().map(GuestInterface::mac).toList();
    }

    private Void prepare() throws GuestnetException {
        arrivals.arrive(destination.host().guests().read(live));
        prepared = true;
        return null;
    }

    /** Rounds until little is left, then the guest is stopped for the rest. */
    private void transfer() throws GuestnetException {
        boolean more = true;
        while (more) {
            travel(source.ask(SimCall.MIGRATE_PERFORM, this::move));
            more = source.ask(SimCall.MIGRATE_ROUND, this::round);
        }
    }

    private Duration move() {
        job.move();
        return job.roundTime(source.host().options().round());
    }

    /** In steps, so that a round that takes long is ended soon. */
    private void travel(Duration round) throws GuestnetException {
        Duration left = round;
        do {
            Duration step = left.compareTo(STEP) < 0 ? left : STEP;
            source.pass(step);
            destination.requireOpen();
            source.host().locked(() -> goesOn(step));
            left = left.minus(STEP);
        } while (!left.isNegative() && !left.isZero());
    }

    private SimGuest goesOn(Duration step) throws GuestnetException {
        job.sent(step);
        return goesOn();
    }

    /** The guest, if its migration is still wanted. */
    private SimGuest goesOn() throws GuestnetException {
        SimGuest guest = source.host().guests().get(uuid);
        Refusals refusals = source.host().refusals();
        if (guest.job().filter(j -> j == job).isEmpty()) {
            throw refusals.refused("operation failed: domain is not running");
        }
        if (job.isAborted()) {
            throw refusals.aborted();
        }
        return guest;
    }

    private boolean round() throws GuestnetException {
        SimGuest guest = goesOn();
        job.round();
        if (job.isNearlyDone()) {
            job.done();
            if (!paused) {
                guest.setState(State.PAUSED_MIGRATING);
            }
            return false;
        }
        return true;
    }

    /** From here on a host that does not answer leaves a paused guest: whoever asked has to look at both. */
    private void finish() throws GuestnetException {
        try {
            destination.ask(SimCall.MIGRATE_FINISH, () -> {
                arrivals.arrived(uuid, persistent, paused);
                return null;
            });
        } catch (HostUnreachableException e) {
            giveUp(false);
            throw e;
        } catch (GuestnetException e) {
            giveUp(true);
            throw e;
        }
    }

    private void confirm() throws GuestnetException {
        try {
            source.ask(SimCall.MIGRATE_CONFIRM, () -> {
                new SimMoves(source.host()).left(uuid);
                return null;
            });
        } catch (GuestnetException e) {
            source.host().always(() -> forgetJob(false));
            throw e instanceof HostUnreachableException
                    ? e
                    : source.host().refusals().timeout();
        }
    }

    /** @param goesOn whether the guest runs on at the source */
    private void giveUp(boolean goesOn) {
        if (prepared) {
            // A destination that is down gives the arriving guest up when it is back.
            destination.host().whileUp(() -> arrivals.giveUpArrival(uuid));
        }
        source.host().always(() -> forgetJob(goesOn));
        source.host().tell();
        destination.host().tell();
    }

    private void forgetJob(boolean goesOn) {
        source.host()
                .guests()
                .find(uuid)
                .filter(g -> g.job().filter(j -> j == job).isPresent())
                .ifPresent(guest -> {
                    guest.setJob(null);
                    if (goesOn && !paused && guest.state() == State.PAUSED_MIGRATING) {
                        guest.setState(State.RUNNING);
                    }
                });
    }
}
