/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guestnet.core.host.HostState;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Claim;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.Usage;

/**
 * Who uses a host's devices: guests as they are seen, claims, and ports of others. libvirt's counters are not asked. A guest that has a
 * claim and is seen counts once. Used by one thread.
 */
public final class Occupancy implements Usage {

    /**
     * Who uses a device.
     *
     * @param guest the guest's UUID, or a foreign port's owner
     * @param nic the interface
     * @param name the guest's name, for people
     */
    public record Holder(UUID guest, MacAddress nic, String name) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Holder && ((Holder) other).guest.equals(guest) && ((Holder) other).nic.equals(nic);
        }

        @Override
        public int hashCode() {
            return guest.hashCode() * 31 + nic.hashCode();
        }
    }

    private final Map<DeviceName, Set<Holder>> byDevice = new HashMap<>();
    private final Map<String, Set<Holder>> byIdentity = new HashMap<>();
    private final Map<String, Set<Integer>> ordinals = new HashMap<>();

    private Occupancy() {}

    /**
     * What is known of a host.
     *
     * @param claims all claims; those of other hosts are passed over
     */
    public static Occupancy of(HostState host, Collection<Claim> claims) {
        Occupancy occupancy = new Occupancy();
        Set<UUID> ports = new HashSet<>();
        host.guests().values().stream().filter(g -> g.state().isActive()).forEach(g -> occupancy.seen(g, ports));
        host.networks()
                .values()
                .forEach(n -> n.ports().stream()
                        .filter(p -> !Blockers.isOurs(p) && !ports.contains(p.id()))
                        .forEach(occupancy::foreign));
        claims.stream().filter(c -> c.key().host().equals(host.name())).forEach(occupancy::claimed);
        return occupancy;
    }

    private void seen(GuestReport guest, Set<UUID> ports) {
        for (GuestInterface nic : guest.live()) {
            nic.portId().ifPresent(ports::add);
            nic.plug()
                    .flatMap(Plug::device)
                    .ifPresent(d -> at(d).add(new Holder(
                            guest.uuid(), nic.mac(), guest.name().value())));
        }
    }

    private void foreign(Port port) {
        port.plug()
                .flatMap(Plug::device)
                .ifPresent(d -> at(d).add(new Holder(port.ownerId(), port.mac(), port.ownerName())));
    }

    private void claimed(Claim claim) {
        take(claim.key().device(), claim.key().ordinal(), new Holder(claim.guest(), claim.nic(), claim.guestName()));
    }

    private Set<Holder> at(DeviceName device) {
        return byDevice.computeIfAbsent(device, d -> new LinkedHashSet<>());
    }

    private void take(String identity, int ordinal, Holder holder) {
        byIdentity.computeIfAbsent(identity, i -> new LinkedHashSet<>()).add(holder);
        ordinals.computeIfAbsent(identity, i -> new HashSet<>()).add(ordinal);
    }

    /** Counts a port that is about to be there. */
    public void plan(AttachmentPoint point, Optional<Integer> ordinal, Holder holder) {
        at(point.device()).add(holder);
        ordinal.ifPresent(o -> take(point.identity(), o, holder));
    }

    /** Who uses a point. */
    public Set<Holder> holders(AttachmentPoint point) {
        Set<Holder> all = new LinkedHashSet<>(byDevice.getOrDefault(point.device(), Set.of()));
        all.addAll(byIdentity.getOrDefault(point.identity(), Set.of()));
        return all;
    }

    @Override
    public int portsAt(AttachmentPoint point) {
        return holders(point).size();
    }

    /** Whether a point can take one more. */
    public boolean isOpen(AttachmentPoint point) {
        return point.unusable().isEmpty()
                && (point.limit().isEmpty() || portsAt(point) < point.limit().getAsInt());
    }

    /** The lowest slot of a limited point that no claim has; empty for a point without limit, or if all are taken. */
    public Optional<Integer> freeOrdinal(AttachmentPoint point) {
        Set<Integer> taken = ordinals.getOrDefault(point.identity(), Set.of());
        return IntStream.range(0, point.limit().orElse(0))
                .boxed()
                .filter(o -> !taken.contains(o))
                .findFirst();
    }

    /** Who uses these points, for people. */
    public String holdersOf(List<AttachmentPoint> points) {
        return points.stream()
                .map(p -> p.device()
                        + p.unusable().map(f -> " unusable, " + f.detail()).orElseGet(() -> " used by " + names(p)))
                .collect(Collectors.joining("; "));
    }

    private String names(AttachmentPoint point) {
        return holders(point).stream().map(Holder::name).distinct().collect(Collectors.joining(", "));
    }
}
