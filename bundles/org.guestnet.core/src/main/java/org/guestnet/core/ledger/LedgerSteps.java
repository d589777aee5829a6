/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.PoolChange;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;
import org.guestnet.xml.Member;
import org.guestnet.xml.NetworkDocuments;

/**
 * The steps that keep libvirt's books while members change. Any live update has libvirt forget its counters, and a port that is deleted
 * afterwards is counted below nothing: so all ports are deleted first, and booked again with the same UUIDs afterwards. Guests notice
 * nothing: a port is an entry in a book.
 */
final class LedgerSteps {

    private final Fleet fleet;
    private final HostName host;
    private final NetworkName network;
    private final LedgerPlan plan;

    LedgerSteps(Fleet fleet, LedgerPlan plan) {
        this.fleet = fleet;
        this.host = plan.ledger().host();
        this.network = plan.ledger().network();
        this.plan = plan;
    }

    List<PlannedStep> steps() {
        List<PlannedStep> steps = new ArrayList<>();
        if (plan.changesMembers()) {
            plan.addFirst().forEach(m -> steps.add(change(m, PoolChange.ADD)));
            if (!plan.taken().isEmpty()) {
                steps.add(new PlannedStep(
                        "delete the " + plan.taken().size() + " ports of network " + network + " on " + host
                                + ", to be booked again",
                        this::deleteAll,
                        "book them again",
                        this::undoDelete));
            }
            plan.add().stream()
                    .filter(m -> !plan.addFirst().contains(m))
                    .forEach(m -> steps.add(change(m, PoolChange.ADD)));
            plan.remove().forEach(m -> steps.add(change(m, PoolChange.REMOVE)));
            plan.recount().ifPresent(m -> steps.add(recount(m)));
        }
        List<Port> again = plan.books();
        if (!again.isEmpty()) {
            steps.add(PlannedStep.of(
                    "book " + again.size() + " ports of network " + network + " on " + host, () -> bookAgain(again)));
        }
        return steps;
    }

    private PlannedStep change(DeviceName member, PoolChange change) {
        String what = change == PoolChange.ADD ? "add member " + member + " to" : "take member " + member + " out of";
        return PlannedStep.of(
                what + " the running network " + network, () -> session().updatePool(network, member, change));
    }

    /** The last member goes and comes back: the order is the same, and libvirt counts from nothing. */
    private PlannedStep recount(DeviceName last) {
        return new PlannedStep(
                "have libvirt count anew: take member " + last + " out of the running network " + network
                        + " and put it back",
                () -> {
                    session().updatePool(network, last, PoolChange.REMOVE);
                    session().updatePool(network, last, PoolChange.ADD);
                },
                "put it back",
                () -> putBack(last));
    }

    private void putBack(DeviceName member) throws GuestnetException {
        String live = session().network(network).liveXml().orElse("");
        if (!live.isEmpty()
                && NetworkDocuments.libvirtNetwork(live).pool().stream()
                        .map(Member::device)
                        .noneMatch(member::equals)) {
            session().updatePool(network, member, PoolChange.ADD);
        }
    }

    private HostSession session() throws GuestnetException {
        return fleet.session(host);
    }

    private void deleteAll() throws GuestnetException {
        for (Port port : plan.taken()) {
            session().deletePort(network, port.id());
        }
        requireNoOther();
    }

    private void undoDelete() throws GuestnetException {
        book(plan.taken());
    }

    /** A guest that others start at this moment has a port that an update would make libvirt forget to count. */
    private void requireNoOther() throws GuestnetException {
        Set<UUID> taken = plan.taken().stream().map(Port::id).collect(Collectors.toSet());
        Optional<Port> other = session().network(network).ports().stream()
                .filter(p -> !taken.contains(p.id()))
                .findFirst();
        if (other.isPresent()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.BUSY,
                            "others made port " + other.get().id() + " of "
                                    + other.get().ownerName() + " while the network was to be changed",
                            "it is tried again after the next look")
                    .on(host)
                    .on(network));
        }
    }

    private void bookAgain(List<Port> ports) throws GuestnetException {
        if (!plan.changesMembers()) {
            Blockers.remove(session(), plan.delete()); // one may stand where a guest is
        }
        book(ports);
    }

    /**
     * Books those that are not there, and takes away again those whose guest has stopped meanwhile. One that the host refuses does not
     * keep the others from that; a blocker that it refuses is no failure: its member may be gone, and standing ones are looked after when
     * this is done.
     */
    private void book(List<Port> ports) throws GuestnetException {
        Set<UUID> there = new HashSet<>();
        session().network(network).ports().forEach(p -> there.add(p.id()));
        Optional<GuestnetException> refused = Optional.empty();
        for (Port port : ports) {
            if (there.contains(port.id())) {
                continue;
            }
            try {
                session().createPort(port);
            } catch (HostUnreachableException e) {
                throw e;
            } catch (GuestnetException e) {
                refused = refused.isPresent() || Blockers.isOurs(port) ? refused : Optional.of(e);
            }
        }
        releaseGone(session(), ports);
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    /**
     * A guest that stopped while its port was not there did not take it away.
     *
     * @param ports those that an update took away and booked again, and ours
     */
    static void releaseGone(HostSession session, List<Port> ports) throws GuestnetException {
        for (Port port : ports) {
            if (!Blockers.isOurs(port) && !hasPort(session.guest(port.ownerId()), port.id())) {
                session.deletePort(port.network(), port.id());
            }
        }
    }

    private static boolean hasPort(Optional<GuestReport> guest, UUID port) {
        return guest.filter(g -> g.state().isActive()).stream()
                .flatMap(g -> g.live().stream())
                .anyMatch(n -> n.portId().filter(port::equals).isPresent());
    }
}
