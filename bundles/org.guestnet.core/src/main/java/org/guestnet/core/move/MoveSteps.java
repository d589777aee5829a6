/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.move;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.StepState;

/**
 * The steps of moves that are told again by their words when a move is settled: the journal keeps no more of them, and the source no
 * longer has what was there.
 */
public final class MoveSteps {

    private static final String CONFIGURATION = "move the configuration of guest ";
    private static final String LIVE = "migrate guest ";

    private final Fleet fleet;

    /** @param fleet the hosts */
    public MoveSteps(Fleet fleet) {
        this.fleet = fleet;
    }

    /** What the move of a configuration is called. */
    public static String configuration(GuestReport guest, HostName from, HostName to) {
        return CONFIGURATION + guest.name() + " from " + from + " to " + to;
    }

    /** What the move of a running guest is called. */
    public static String live(GuestName guest, HostName from, HostName to) {
        return LIVE + guest + " from " + from + " to " + to;
    }

    /** Whether an operation's guest may have left its source: it was sent, and is not known to have stayed. */
    public static boolean mayHaveLeft(Operation operation) {
        return operation.steps().stream()
                .filter(s -> s.what().startsWith(LIVE) || s.what().startsWith(CONFIGURATION))
                .anyMatch(s -> s.state() == StepState.BEGUN || s.state() == StepState.DONE);
    }

    /** Whether an operation moves a configuration, and not a running guest. */
    public static boolean isOffline(Operation operation) {
        return operation.steps().stream().anyMatch(s -> s.what().startsWith(CONFIGURATION));
    }

    /**
     * The step that has a guest start with its host, or not, as it did before: libvirt does not carry that along.
     *
     * @return empty if nothing is to be done
     */
    public Optional<PlannedStep> autostart(GuestReport guest, HostName to) throws GuestnetException {
        boolean wanted = guest.autostart();
        GuestReport known = fleet.host(to).state().guests().get(guest.uuid());
        boolean there = known != null && known.persistent() && known.autostart(); // as it was last seen: it may be gone
        return guest.persistent() && (wanted || there)
                ? Optional.of(PlannedStep.of(
                        autostart(guest.name().value(), to, wanted),
                        () -> setAutostart(guest.name().value(), guest.uuid(), to, wanted)))
                : Optional.empty();
    }

    /** A host that has not done with the guest's arrival refuses at first: it is asked twice. */
    private void setAutostart(String name, UUID guest, HostName to, boolean on) throws GuestnetException {
        HostSession session = fleet.session(to);
        try {
            session.setGuestAutostart(guest, on);
        } catch (GuestnetException e) {
            requireRefused(e);
            setAgain(session, name, guest, to, on);
        }
    }

    private static void setAgain(HostSession session, String name, UUID guest, HostName to, boolean on)
            throws GuestnetException {
        try {
            session.setGuestAutostart(guest, on);
        } catch (GuestnetException e) {
            requireRefused(e);
            Finding lost = Finding.notice(
                            Codes.HOST_REFUSED,
                            "guest '" + name + "' does " + (on ? "not " : "") + "start with host " + to
                                    + ", other than before: "
                                    + e.findings().get(0).detail(),
                            "virsh autostart " + (on ? "" : "--disable ") + name + " on that host")
                    .on(to);
            throw new GuestnetException(List.of(lost), e);
        }
    }

    private static void requireRefused(GuestnetException e) throws GuestnetException {
        if (!e.code().equals(Codes.HOST_REFUSED)) {
            throw e;
        }
    }

    private static String autostart(String guest, HostName host, boolean on) {
        return "have guest " + guest + (on ? " start" : " not start") + " with host " + host;
    }

    /**
     * Does what the operation had still to do for a guest that has arrived.
     *
     * @return what the host refused
     */
    public List<Finding> complete(Operation operation) throws GuestnetException {
        HostName to = operation.destination().orElseThrow();
        for (boolean on : new boolean[] {true, false}) {
            if (isLeftToDo(operation, autostart(operation.subject(), to, on))) {
                return complete(operation.subject(), operation.guest().orElseThrow(), to, on);
            }
        }
        return List.of();
    }

    private List<Finding> complete(String name, UUID guest, HostName to, boolean on) throws GuestnetException {
        try {
            setAutostart(name, guest, to, on);
            return List.of();
        } catch (GuestnetException e) {
            requireRefused(e);
            return e.findings();
        }
    }

    private static boolean isLeftToDo(Operation operation, String what) {
        return operation.steps().stream().anyMatch(s -> s.what().equals(what) && s.state() != StepState.DONE);
    }
}
