/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.hostlink.internal.seen.Snapshot;
import org.guestnet.hostlink.internal.seen.Table;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.hostlink.internal.shell.Words;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.Vxlan;
import org.guestnet.spi.HostAnswer;

/** Makes tables of nftables. */
final class Filters {

    private static final HostOrder NFT = HostOrder.of("nft", "-f", "-");

    private final HostShell shell;
    private final Snapshot seen;
    private final Refusals refusals;

    Filters(HostShell shell, Snapshot seen, Refusals refusals) {
        this.shell = shell;
        this.seen = seen;
        this.refusals = refusals;
    }

    void guard(List<ArrivalGuard> guards) throws ShellException {
        if (isBlind(guards)) {
            return;
        }
        for (ArrivalGuard guard : guards) {
            String others = others(guard);
            HostAnswer answer = nft(others + Rules.of(guard));
            check(guard, answer.ok() ? answer : nft(others + Rules.inUserSpace(guard)));
        }
    }

    void filter(List<PortFilter> filters) throws ShellException {
        if (isBlind(filters)) {
            return;
        }
        for (PortFilter filter : filters) {
            check(filter, nft(Rules.of(filter)));
        }
    }

    /** Where tables cannot be listed nobody could see whether they stay, so none is made. */
    private boolean isBlind(List<? extends LinkResource> wanted) {
        seen.tables().silence().ifPresent(why -> wanted.forEach(r -> refusals.add(r, why)));
        return seen.tables().silence().isPresent();
    }

    /** Those of the same device go with the coming of the new one, in one transaction: at no moment is there none. */
    private String others(ArrivalGuard guard) {
        return seen.tables().guardsOf(guard.vxlan()).stream()
                .filter(t -> !t.equals(Table.of(guard)))
                .map(Rules::without)
                .collect(Collectors.joining());
    }

    /** Devices that encrypt no more must not have guards, which would drop all. */
    void unguard(List<Vxlan> devices) throws ShellException {
        for (Vxlan vxlan : devices) {
            Set<Table> guards = seen.tables().guardsOf(vxlan.name());
            if (!LinkNames.isInner(vxlan.local()) && !guards.isEmpty()) {
                check(vxlan, nft(guards.stream().map(Rules::without).collect(Collectors.joining())));
            }
        }
    }

    private HostAnswer nft(String rules) throws ShellException {
        return shell.run(NFT.reading(rules));
    }

    private void check(LinkResource resource, HostAnswer answer) {
        if (!answer.ok()) {
            refusals.add(resource, Words.complaint(answer), "");
        }
    }
}
