/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.guestnet.hostlink.internal.seen.Looker;
import org.guestnet.hostlink.internal.seen.Snapshot;
import org.guestnet.hostlink.internal.seen.Table;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.hostlink.internal.shell.Words;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.HostCommand;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;
import org.guestnet.spi.HostAnswer;

/** Removes what is there and ours, in the reverse order of {@link Making}; a device takes its entries with it. */
public final class Removing {

    private final HostShell shell;
    private final Looker looker;
    private final Snapshot seen;
    private final List<LinkResource> resources;
    private final Set<DeviceName> devices = new HashSet<>(); // that go
    private final Refusals refusals = new Refusals();

    /**
     * Looks, and removes nothing yet.
     *
     * @param resources in the order in which they would be made
     * @throws IllegalArgumentException if one of them has no name of ours
     */
    public Removing(HostShell shell, Looker looker, List<LinkResource> resources)
            throws ShellException, GuestnetException {
        resources.forEach(Ours::require);
        this.shell = shell;
        this.looker = looker;
        this.seen = looker.look(resources);
        this.resources = new ArrayList<>(resources);
        Collections.reverse(this.resources);
        of(Vxlan.class).filter(v -> seen.traffic(v.name()).isPresent()).forEach(v -> devices.add(v.name()));
    }

    /** @throws GuestnetException with all that could not be removed; all else was */
    public void run() throws ShellException, GuestnetException {
        commands();
        entries();
        links();
        Held held = new Held(seen, resources, devices);
        resources.removeIf(held::holds); // a look after the device went finds them again
        new Tunnels(shell, looker, refusals).remove(of(EncryptedTunnel.class).toList(), seen);
        tables();
        addresses();
        refusals.raise();
    }

    private <T extends LinkResource> Stream<T> of(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast);
    }

    private <T extends LinkResource> Stream<T> there(Class<T> kind) {
        return of(kind).filter(seen::has);
    }

    private void commands() throws ShellException {
        for (HostCommand command : there(HostCommand.class).toList()) {
            check(command, shell.run(HostOrder.of(command.undo())));
        }
    }

    private void check(LinkResource resource, HostAnswer answer) {
        if (!answer.ok()) {
            refusals.add(resource, Words.complaint(answer), "");
        }
    }

    private void entries() throws ShellException {
        Batch batch = Batch.ofBridge();
        there(ForwardingEntry.class)
                .filter(f -> !devices.contains(f.vxlan()))
                .forEach(f -> batch.add(f, EntryLines.remove(f)));
        there(FloodEntry.class)
                .filter(f -> !devices.contains(f.vxlan()))
                .forEach(f -> batch.add(f, EntryLines.remove(f)));
        refusals.add(batch.run(shell));
    }

    private void links() throws ShellException {
        Batch batch = Batch.ofIp();
        of(Vxlan.class).filter(v -> devices.contains(v.name())).forEach(v -> batch.add(v, VxlanLines.remove(v)));
        refusals.add(batch.run(shell));
        devices.removeIf(refusals::concern);
    }

    private void tables() throws ShellException {
        seen.tables()
                .silence()
                .ifPresent(why -> resources.stream()
                        .filter(r -> r instanceof ArrivalGuard || r instanceof PortFilter)
                        .forEach(r -> refusals.add(r, why)));
        for (PortFilter filter : there(PortFilter.class).toList()) {
            check(filter, delete(Table.of(filter)));
        }
        for (ArrivalGuard guard : of(ArrivalGuard.class).toList()) {
            for (Table table : seen.tables().guardsOf(guard.vxlan())) {
                if (table.guard().equals(Optional.of(guard))) { // in whatever version
                    check(guard, delete(table));
                }
            }
        }
    }

    private HostAnswer delete(Table table) throws ShellException {
        return shell.run(HostOrder.of("nft", "delete", "table", table.family(), table.name()));
    }

    private void addresses() throws ShellException {
        Batch batch = Batch.ofIp();
        there(Unroutable.class)
                .forEach(u -> batch.add(u, "route delete prohibit " + u.address() + "/128 metric 4096 proto 97"));
        there(InnerAddress.class).forEach(i -> batch.add(i, "address delete " + i.address() + "/128 dev lo"));
        refusals.add(batch.run(shell));
    }
}
