/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.move.ArrivalWatch;
import org.guestnet.core.move.MoveSteps;
import org.guestnet.core.move.MoveWatch;
import org.guestnet.core.move.Peers;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.driver.Migration;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Plug;
import org.guestnet.xml.GuestDocuments;

/** The step that moves a running guest, and what is known of it afterwards. Used by one thread. */
final class LiveMove {

    private final Fleet fleet;
    private final Peers peers;
    private final Move move;
    private final MoveEnd end;
    private Optional<Duration> gap = Optional.empty();

    LiveMove(Fleet fleet, Peers peers, Move move, MoveEnd end) {
        this.fleet = fleet;
        this.peers = peers;
        this.move = move;
        this.end = end;
    }

    /** How long the guest stood still. */
    Optional<Duration> gap() {
        return gap;
    }

    PlannedStep step() {
        String what = MoveSteps.live(move.name(), move.from(), move.destination());
        return new PlannedStep(
                what,
                () -> run(what),
                "nothing: a guest that did not arrive runs on where it was",
                end::requireNotMoved);
    }

    private void run(String what) throws GuestnetException {
        HostSession source = fleet.session(move.from());
        MoveWatch watch =
                new MoveWatch(source, move.guest().uuid(), what, move.options().progress(), move.abort());
        try {
            end.moved(() -> gap = migrate(source, fleet.session(move.destination()), what));
        } finally {
            watch.close();
        }
    }

    private Optional<Duration> migrate(HostSession source, HostSession destination, String what)
            throws GuestnetException {
        Host to = move.to().host().host();
        Migration alone =
                new Migration(resolved(source), move.options().settings(), Optional.empty(), to.migrationAddress());
        Optional<HostAddress> peer = peers.reach(move.from(), to);
        if (peer.isPresent()) {
            ArrivalWatch arrival = end.watch(what);
            try {
                return send(source, destination, alone.with(peer.get()), arrival);
            } catch (GuestnetException e) {
                requireFromHere(e, peer.get(), arrival.wasPlugged());
                requireEnded(source, e);
            }
        }
        to.peer().flatMap(address -> peers.notice(move.from(), address)).ifPresent(end::note);
        return send(source, destination, alone, end.watch(what));
    }

    private Optional<Duration> send(
            HostSession source, HostSession destination, Migration migration, ArrivalWatch arrival)
            throws GuestnetException {
        try {
            return source.migrate(move.guest().uuid(), destination, migration);
        } finally {
            arrival.close();
        }
    }

    /**
     * Whether the guest can be sent a second time, steered from here: then it moves, or is told why not.
     *
     * @param plugged whether it was seen to have its place at the destination, so that nothing holds it any more
     * @throws GuestnetException if the hosts have said why not, or if only another operation can hold the place again
     */
    private void requireFromHere(GuestnetException why, HostAddress peer, boolean plugged) throws GuestnetException {
        boolean free = plugged && move.to().holdsPools(move.id());
        switch (why.code()) {
            case Codes.PEER_UNREACHABLE -> peers.blockUnreached(move.from(), move.destination(), peer);
            case Codes.PEER_SILENT -> {
                if (free) {
                    peers.blockSilent(move.from(), move.destination(), peer);
                } else {
                    why.findings().forEach(end::note);
                }
            }
            default -> throw why;
        }
        if (free) {
            throw again(why);
        }
    }

    private GuestnetException again(GuestnetException why) {
        Finding first = why.findings().get(0);
        return new GuestnetException(
                Finding.blocker(first.code(), first.detail(), "migrate it again: it is steered from here then")
                        .on(move.from()),
                why);
    }

    /** What was given up may still get through to the destination, and take the place of the second one there. */
    private void requireEnded(HostSession source, GuestnetException why) throws GuestnetException {
        if (source.migrationProgress(move.guest().uuid()).isPresent()) {
            throw why;
        }
    }

    /** The guest's documents at the destination, if either end's connections are of a kind that libvirt does not resolve. */
    private Optional<Migration.Resolved> resolved(HostSession source) throws GuestnetException {
        Map<MacAddress, Plug> plugs = new HashMap<>(move.to().resolvedPlugs());
        for (GuestInterface nic : move.guest().live()) {
            if (nic.network().isPresent() && nic.portId().isEmpty()) { // resolved by us at the source
                plugs.putIfAbsent(
                        nic.mac(),
                        Plug.of("network", Map.of("network", nic.network().get().value())));
            }
        }
        if (plugs.isEmpty()) {
            return Optional.empty();
        }
        UUID guest = move.guest().uuid();
        String live = GuestDocuments.connect(source.guestXml(guest, GuestView.MIGRATABLE), plugs);
        return Optional.of(new Migration.Resolved(live, source.guestXml(guest, GuestView.PERSISTENT)));
    }
}
