/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.move.MoveSteps;
import org.guestnet.driver.store.Journal;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Kind;
import org.guestnet.model.Operation.State;

/**
 * Hosts that were not seen since an operation brought a guest there: nothing is known of it but what the journal says. It is not started
 * elsewhere.
 */
final class UnseenHosts {

    private static final int SEARCHED = 1_000;
    private static final Set<Kind> BRINGING = Set.of(Kind.GUEST_START, Kind.GUEST_PREPARE, Kind.GUEST_MIGRATE);

    private final Fleet fleet;
    private final Journal journal;

    UnseenHosts(Fleet fleet, Journal journal) {
        this.fleet = fleet;
        this.journal = journal;
    }

    /** @throws GuestnetException {@code GUEST_RUNNING} if the guest may run on such a host; {@code STORE_FAILED} */
    void requireNotThere(UUID guest, GuestName name, HostName here) throws GuestnetException {
        boolean allSeen = fleet.states().stream().allMatch(HostState::isUp);
        Optional<HostName> host = allSeen ? Optional.empty() : unseen(guest, here);
        if (host.isPresent()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_RUNNING,
                            "guest '" + name + "' may run on host " + host.get()
                                    + ", where it was last, and which does not answer",
                            "bring host " + host.get() + " back; two copies would ruin the guest's disks")
                    .on(host.get()));
        }
    }

    /** A host that was not seen since the youngest operation that says so left the guest there, or may have. */
    private Optional<HostName> unseen(UUID guest, HostName here) throws GuestnetException {
        for (Operation operation : journal.youngest(SEARCHED)) {
            if (operation.guest().filter(guest::equals).isPresent()) {
                Optional<List<HostName>> hosts = leftAt(operation);
                if (hosts.isPresent()) {
                    return hosts.get().stream()
                            .filter(h -> !h.equals(here) && isUnseenSince(operation, h))
                            .findFirst();
                }
            }
        }
        return Optional.empty();
    }

    private boolean isUnseenSince(Operation operation, HostName host) {
        Instant over = operation.ended().orElse(Instant.MAX);
        return fleet.find(host)
                .filter(h -> !h.isUp())
                .filter(h -> h.seen().filter(over::isBefore).isEmpty())
                .isPresent();
    }

    private Optional<List<HostName>> leftAt(Operation operation) {
        boolean over = operation.state().isOver();
        if (operation.kind() == Kind.GUEST_STOP) {
            return Optional.of(operation.state() == State.DONE ? List.of() : List.of(operation.host()));
        }
        if (!BRINGING.contains(operation.kind())
                || over
                        && operation.state() != State.DONE
                        && operation.destination().isEmpty()) {
            return Optional.empty();
        }
        boolean undone = operation.state() == State.UNDONE
                && operation.findings().stream().noneMatch(f -> f.code().equals(Codes.HOST_LOST)); // nobody looked
        boolean stayed = operation.state() != State.DONE && (undone || !MoveSteps.mayHaveLeft(operation));
        if (operation.destination().isEmpty() || stayed) {
            return Optional.of(List.of(operation.host()));
        }
        HostName destination = operation.destination().get();
        return Optional.of(
                operation.state() == State.DONE ? List.of(destination) : List.of(operation.host(), destination));
    }
}
