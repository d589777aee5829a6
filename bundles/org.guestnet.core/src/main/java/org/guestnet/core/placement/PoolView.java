/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.api.PoolMember;
import org.guestnet.api.PoolMember.State;
import org.guestnet.core.host.HostState;
import org.guestnet.core.ledger.LedgerReader;
import org.guestnet.core.ledger.PoolLedger;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.model.Claim;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.HostDevice;
import org.guestnet.model.NetworkName;
import org.guestnet.spi.AttachmentPoint;

/**
 * A network's pool on a host, as it is used now.
 *
 * @param members its members; none if there is no pool, or nothing of it is known on the host
 */
public record PoolView(List<PoolMember> members) {

    /** Copies the list. */
    public PoolView {
        members = List.copyOf(members);
    }

    /** The pool of a network. */
    public static PoolView of(NetworkOnHost network, HostState host, Collection<Claim> claims) {
        Occupancy occupancy = Occupancy.of(host, claims);
        Optional<PoolLedger> ledger = LedgerReader.ledger(host, network);
        List<DeviceName> leaving = ledger.map(PoolLedger::leaving).orElse(List.of());
        List<PoolMember> members = new ArrayList<>();
        network.attachmentPoints().stream()
                .map(p -> member(network.name(), p, occupancy, ledger))
                .forEach(members::add);
        leaving.stream().map(d -> leaving(d, host, occupancy)).forEach(members::add);
        return new PoolView(members);
    }

    private static PoolMember leaving(DeviceName device, HostState host, Occupancy occupancy) {
        String identity = host.device(device).map(HostDevice::identity).orElse(device.value());
        AttachmentPoint point = AttachmentPoint.of(device).withIdentity(identity);
        List<String> holders = names(point, occupancy);
        return new PoolMember(
                device,
                State.DRAINING,
                holders.size(),
                OptionalInt.empty(),
                holders,
                "no longer in the definition; leaves the pool when it is not used");
    }

    private static boolean isComing(AttachmentPoint point, Optional<PoolLedger> ledger) {
        return ledger.filter(l -> !l.members().contains(point.device())).isPresent();
    }

    private static PoolMember member(
            NetworkName network, AttachmentPoint point, Occupancy occupancy, Optional<PoolLedger> ledger) {
        int used = occupancy.portsAt(point);
        List<String> holders = names(point, occupancy);
        State state = state(point, used);
        boolean coming = state == State.FREE && isComing(point, ledger);
        String reason = point.unusable()
                .map(Finding::detail)
                .orElseGet(
                        () -> coming ? "the running network does not have it yet" : others(network, point, occupancy));
        return new PoolMember(point.device(), coming ? State.COMING : state, used, point.limit(), holders, reason);
    }

    private static List<String> names(AttachmentPoint point, Occupancy occupancy) {
        return occupancy.holders(point).stream()
                .map(Occupancy.Holder::name)
                .sorted()
                .toList();
    }

    /** Who uses the device past this network. */
    private static String others(NetworkName network, AttachmentPoint point, Occupancy occupancy) {
        List<String> others = occupancy.holders(point).stream()
                .filter(h -> h.network().filter(network::equals).isEmpty())
                .map(h -> h.name()
                        + h.network().map(n -> " has it by network '" + n + "'").orElse(" names the device itself"))
                .distinct()
                .sorted()
                .toList();
        return String.join("; ", others);
    }

    private static State state(AttachmentPoint point, int used) {
        int limit = point.limit().orElse(Integer.MAX_VALUE);
        if (used > limit) {
            return State.OVER;
        }
        if (point.unusable().isPresent()) {
            return State.UNUSABLE;
        }
        return used == limit ? State.FULL : State.FREE;
    }
}
