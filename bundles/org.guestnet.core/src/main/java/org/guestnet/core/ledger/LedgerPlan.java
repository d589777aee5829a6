/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.core.steering.Blockers;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;

/**
 * What brings libvirt's books of a pool in step with the definition and the guests. Immutable.
 *
 * @param ledger what it was made of
 * @param add members to add to the running network
 * @param remove members to take out of it
 * @param recount a member to be taken out and put back so that libvirt counts anew; empty if its counters are right, or are set right
 *     by other changes of members
 * @param lost ports of running guests that libvirt has lost, to be booked again
 * @param book standing blockers to book
 * @param delete standing blockers to delete
 * @param held what keeps members and counters from being changed, for people; empty if nothing does
 * @param findings what is wrong, and what is or will be done
 */
public record LedgerPlan(
        PoolLedger ledger,
        List<DeviceName> add,
        List<DeviceName> remove,
        Optional<DeviceName> recount,
        List<Port> lost,
        List<Port> book,
        List<Port> delete,
        List<String> held,
        List<Finding> findings) {

    /** Copies the lists. */
    public LedgerPlan {
        add = List.copyOf(add);
        remove = List.copyOf(remove);
        lost = List.copyOf(lost);
        book = List.copyOf(book);
        delete = List.copyOf(delete);
        held = List.copyOf(held);
        findings = List.copyOf(findings);
    }

    LedgerPlan withRecount(DeviceName last) {
        return new LedgerPlan(ledger, add, remove, Optional.of(last), lost, book, delete, held, findings);
    }

    /** Whether members or counters change, for which all ports are deleted and booked again. */
    public boolean changesMembers() {
        return held.isEmpty() && (!add.isEmpty() || !remove.isEmpty() || recount.isPresent());
    }

    /** Whether it books or changes anything that guests have; standing blockers alone do not. */
    public boolean touchesGuests() {
        return changesMembers() || !lost.isEmpty();
    }

    /** Whether there is anything to do. */
    public boolean isEmpty() {
        return !touchesGuests() && book.isEmpty() && delete.isEmpty();
    }

    /** Of the members to add those that a port has already: libvirt deletes no port of a member that it lacks. */
    public List<DeviceName> addFirst() {
        Set<DeviceName> used = new HashSet<>();
        taken().forEach(p -> p.plug().flatMap(Plug::device).ifPresent(used::add));
        return add.stream().filter(used::contains).toList();
    }

    /** The ports that are deleted before members change: guests' and ours. */
    public List<Port> taken() {
        List<Port> taken = new ArrayList<>(ledger.ports());
        taken.removeAll(ledger.foreign());
        return taken;
    }

    /** The ports that are booked after members changed, guests' first. */
    public List<Port> again() {
        List<Port> again = new ArrayList<>(taken());
        again.removeAll(delete);
        again.removeIf(
                p -> p.plug().flatMap(Plug::device).filter(remove::contains).isPresent());
        again.addAll(lost);
        again.addAll(book);
        again.sort(Comparator.comparing(Blockers::isOurs));
        return again;
    }

    /** The ports that it books, guests' first: all of them after members changed, else those that were lost. */
    public List<Port> books() {
        return changesMembers() ? again() : lost;
    }
}
