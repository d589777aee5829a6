/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.settle;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.core.guest.NicReturner;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.settle.Settler.Outcome;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Kind;
import org.guestnet.model.Operation.State;
import org.guestnet.xml.GuestDocuments;
import org.guestnet.xml.InterfaceDocuments;

/**
 * Ends changes of guests' interfaces that nobody watches any more. The running guest decides; its configuration follows, where the
 * operation was to change it: an operation that undid its change may have done so before the guest followed.
 */
final class Nics {

    private static final Set<Kind> KINDS = Set.of(Kind.GUEST_ATTACH, Kind.GUEST_DETACH, Kind.GUEST_MOVE_NIC);
    private static final Set<String> PASSING =
            Set.of(Codes.HOST_DOWN, Codes.BUSY, Codes.STORE_FAILED, Codes.MANAGER_FENCED);

    private final Fleet fleet;
    private final NicReturner returner;
    private final Locks locks;

    Nics(Fleet fleet, NicReturner returner, Locks locks) {
        this.fleet = fleet;
        this.returner = returner;
        this.locks = locks;
    }

    static boolean concerns(Operation operation) {
        return KINDS.contains(operation.kind());
    }

    /**
     * What became of it.
     *
     * @param seen the guest; its claims and blockers were set right already
     */
    Outcome settle(Operation operation, Optional<GuestReport> seen) throws GuestnetException {
        Optional<NicCase> found = NicCase.of(operation, seen);
        if (found.isEmpty()) {
            return new Outcome(State.UNDONE, "settled by looking at the host: it does not have the guest");
        }
        NicCase now = found.get();
        return switch (operation.kind()) {
            case GUEST_ATTACH -> attached(now);
            case GUEST_DETACH -> detached(now);
            default -> moved(now);
        };
    }

    private HostSession session(NicCase now) throws GuestnetException {
        return fleet.session(now.operation().host());
    }

    private Outcome attached(NicCase now) throws GuestnetException {
        if (!now.running()) {
            return now.configured().isPresent()
                    ? done("the guest's configuration has the interface")
                    : undone("the guest does not have the interface");
        }
        if (now.live().isPresent()) {
            boolean whole = !now.changesConfiguration() || now.configured().isPresent();
            return done("the running guest has the interface" + (whole ? "" : ", its configuration has not"));
        }
        unconfigure(now);
        return undone("the guest does not have the interface");
    }

    private void unconfigure(NicCase now) throws GuestnetException {
        if (now.changesConfiguration() && now.configured().isPresent()) {
            session(now).detachInterface(now.guest().uuid(), now.mac(), Extent.PERSISTENT);
        }
    }

    /** What has been begun is brought to its end: what the configuration lost is not known any more. */
    private Outcome detached(NicCase now) throws GuestnetException {
        if (now.running() && now.live().isEmpty()) {
            unconfigure(now);
            return done("the guest does not have the interface");
        }
        if (now.changesConfiguration() && now.configured().isPresent()) {
            return undone("the guest has the interface");
        }
        if (!now.running()) {
            return done("the guest does not have the interface");
        }
        session(now).detachInterface(now.guest().uuid(), now.mac(), Extent.LIVE);
        return done("the running guest was asked again to let go of the interface; its slot is freed when it does");
    }

    private Outcome moved(NicCase now) throws GuestnetException {
        if (!now.running()) {
            return now.isThere(now.configured())
                    ? done("the interface is on network " + now.network())
                    : undone("the interface is where it was");
        }
        if (now.live().isEmpty()) {
            return connected(now);
        }
        boolean there = now.isThere(now.live());
        boolean differs = now.configured().isPresent() && now.isThere(now.configured()) != there;
        if (now.changesConfiguration() && differs) {
            configureAsRunning(now);
        }
        return there ? done("the interface is on network " + now.network()) : undone("the interface is where it was");
    }

    private void configureAsRunning(NicCase now) throws GuestnetException {
        String xml = session(now).guestXml(now.guest().uuid(), GuestView.MIGRATABLE);
        GuestInterface running =
                NicCase.of(GuestDocuments.interfaces(xml), now.mac()).orElseThrow();
        String same = InterfaceDocuments.write(
                InterfaceDocuments.connectedAs(now.configured().orElseThrow().element(), running.element()));
        session(now).updateInterface(now.guest().uuid(), same, Extent.PERSISTENT);
    }

    /** The guest let go of the device and has none: it gets the one that its configuration names. */
    private Outcome connected(NicCase now) throws GuestnetException {
        if (now.configured().isEmpty()) {
            return disconnected(now, List.of());
        }
        try {
            returner.giveBack(
                    now.operation().host(),
                    now.guest(),
                    now.configured().get(),
                    now.operation().id());
        } catch (GuestnetException e) {
            if (mayPass(e)) {
                throw e; // it is tried again after the next look
            }
            return disconnected(now, e.findings());
        } finally {
            locks.release(now.operation().id());
        }
        return new Outcome(
                now.isThere(now.configured()) ? State.DONE : State.UNDONE,
                "settled: the guest had lost the interface, and was connected as its configuration says");
    }

    private static boolean mayPass(GuestnetException e) {
        return e instanceof HostUnreachableException || PASSING.contains(e.code());
    }

    private static Outcome disconnected(NicCase now, List<Finding> why) {
        Finding finding = Finding.blocker(
                        Codes.DISCONNECTED,
                        "guest '" + now.guest().name() + "' runs without this interface"
                                + why.stream()
                                        .findFirst()
                                        .map(f -> ": " + f.detail())
                                        .orElse(""),
                        "guest:attach " + now.guest().name() + " " + now.network() + " --live --mac " + now.mac())
                .on(now.operation().host())
                .on(now.mac());
        return new Outcome(State.UNDONE, "settled: the guest runs without the interface", List.of(finding));
    }

    private static Outcome done(String detail) {
        return new Outcome(State.DONE, "settled by looking at the host: " + detail);
    }

    private static Outcome undone(String detail) {
        return new Outcome(State.UNDONE, "settled by looking at the host: " + detail);
    }
}
