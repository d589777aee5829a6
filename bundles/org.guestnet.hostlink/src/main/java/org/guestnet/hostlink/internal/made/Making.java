/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.hostlink.internal.seen.Device;
import org.guestnet.hostlink.internal.seen.Looker;
import org.guestnet.hostlink.internal.seen.Snapshot;
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

/**
 * Makes what is missing, kind by kind, so that a mesh of any size takes few commands, and each kind after what it must not be without:
 * addresses and forbidding routes, filters, tunnels, devices, entries, and what extensions ask for.
 */
public final class Making {

    private final HostShell shell;
    private final SecretStore secrets;
    private final Looker looker;
    private final Snapshot seen;
    private final List<LinkResource> missing;
    private final Set<DeviceName> reborn;
    private final Refusals refusals = new Refusals();
    private final Outdated outdated;

    /**
     * Looks, and makes nothing yet.
     *
     * @param resources of which the missing ones are to be made
     * @throws IllegalArgumentException if one of them has no name of ours
     */
    public Making(HostShell shell, SecretStore secrets, Looker looker, List<LinkResource> resources)
            throws ShellException, GuestnetException {
        resources.forEach(Ours::require);
        this.shell = shell;
        this.secrets = secrets;
        this.looker = looker;
        this.seen = looker.look(resources);
        this.outdated = new Outdated(shell, seen, refusals);
        Difference difference = new Difference(seen, secrets);
        this.missing = difference.missing(resources);
        this.reborn = difference.reborn();
    }

    /** @throws GuestnetException with all that could not be made; all else was */
    public void run() throws ShellException, GuestnetException {
        outdated.remove(reborn);
        addresses();
        filters();
        new Tunnels(shell, looker, refusals).make(of(EncryptedTunnel.class).toList(), seen, secrets);
        links();
        entries();
        commands();
        refusals.raise();
    }

    private <T extends LinkResource> Stream<T> of(Class<T> kind) {
        return missing.stream().filter(kind::isInstance).map(kind::cast).filter(refusals::allow);
    }

    private void addresses() throws ShellException {
        Batch batch = Batch.ofIp();
        of(InnerAddress.class).forEach(i -> batch.add(i, "address replace " + i.address() + "/128 dev lo"));
        of(Unroutable.class)
                .forEach(u -> batch.add(u, "route replace prohibit " + u.address() + "/128 metric 4096 proto 97"));
        refusals.add(batch.run(shell));
    }

    private void filters() throws ShellException {
        List<ArrivalGuard> guards = of(ArrivalGuard.class).toList();
        Filters filters = new Filters(shell, seen, refusals);
        filters.guard(guards);
        outdated.removeUnguarded(guards);
        filters.filter(of(PortFilter.class).toList());
        filters.unguard(of(Vxlan.class).toList());
    }

    private void links() throws ShellException {
        Batch batch = Batch.ofIp();
        for (Vxlan vxlan : of(Vxlan.class).toList()) {
            Optional<Device> before = outdated.stayed(vxlan.name());
            if (before.filter(d -> !d.isOursOrUnmarked()).isPresent()) {
                refusals.add(vxlan, "the host has another device of that name", "look who made it, and remove it");
            } else if (seen.device(vxlan.bridge()).isEmpty()) {
                refusals.add(
                        vxlan,
                        "the host has no bridge " + vxlan.bridge() + ", which it is to be a port of",
                        "start the network there");
            } else {
                VxlanLines.make(vxlan, before).forEach(line -> batch.add(vxlan, line));
            }
        }
        refusals.add(batch.run(shell));
    }

    private void entries() throws ShellException {
        Batch batch = Batch.ofBridge();
        of(FloodEntry.class).forEach(f -> batch.add(f, EntryLines.make(f)));
        of(ForwardingEntry.class).forEach(f -> batch.add(f, EntryLines.make(f)));
        refusals.add(batch.run(shell));
    }

    private void commands() throws ShellException {
        for (HostCommand command : of(HostCommand.class).toList()) {
            try {
                String input = command.input().isPresent()
                        ? secrets.secret(command.input().get())
                        : "";
                HostAnswer answer = shell.run(HostOrder.of(command.apply()).reading(input));
                if (!answer.ok()) {
                    String words = Words.complaint(answer, input);
                    refusals.add(command, "'" + String.join(" ", command.apply()) + "': " + words, "");
                }
            } catch (GuestnetException e) {
                e.findings().forEach(refusals::add);
            }
        }
    }
}
