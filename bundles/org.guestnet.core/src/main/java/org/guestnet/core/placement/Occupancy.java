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
import org.guestnet.core.host.Carriers;
import org.guestnet.core.host.HostState;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.Usage;

/**
 * Who uses the devices of a host: what was seen in running guests and in ports of others, and what is claimed for guests that are about
 * to start. A device counts as one, whatever names are used for it, and its use is all networks' together. Not for several threads.
 */
public final class Occupancy implements Usage {

    private static final int NAMED = 8;

    /**
     * Who uses a device.
     *
     * @param guest the guest's UUID, or a foreign port's owner
     * @param nic the interface
     * @param name the guest's name, for people
     * @param network the network by which it does; empty if the guest names the device itself
     */
    public record Holder(UUID guest, MacAddress nic, String name, Optional<NetworkName> network) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Holder && ((Holder) other).guest.equals(guest) && ((Holder) other).nic.equals(nic);
        }

        @Override
        public int hashCode() {
            return guest.hashCode() * 31 + nic.hashCode();
        }
    }

    private final HostState host;
    private final Collection<Claim> claims;
    private final Turns turns;
    private boolean counted;
    private final Map<String, Set<Holder>> holders = new HashMap<>(); // by identity
    private final Map<String, Set<Integer>> ordinals = new HashMap<>(); // by identity

    private Occupancy(HostState host, Collection<Claim> claims, Turns turns) {
        this.host = host;
        this.claims = claims;
        this.turns = turns;
    }

    /** What is known of a host, by what was seen and claimed alone; see {@link #of(HostState, Collection, Turns)}. */
    public static Occupancy of(HostState host, Collection<Claim> claims) {
        return of(host, claims, new Turns());
    }

    /**
     * What is known of a host.
     *
     * @param claims those of other hosts are passed over
     * @param turns which devices were given last
     */
    static Occupancy of(HostState host, Collection<Claim> claims, Turns turns) {
        return new Occupancy(host, claims, turns);
    }

    /** Counted when it is asked for: most networks have no pool. */
    private void count() {
        if (counted) {
            return;
        }
        counted = true;
        List<Claim> here =
                claims.stream().filter(c -> c.key().host().equals(host.name())).toList();
        Map<Holder, Set<String>> claimed = new HashMap<>();
        here.forEach(c -> claimed.computeIfAbsent(holder(c), h -> new HashSet<>())
                .add(identity(c.key().device())));
        Set<UUID> ports = new HashSet<>();
        host.guests().values().stream().filter(g -> g.state().isActive()).forEach(g -> seen(g, ports, claimed));
        host.networks()
                .values()
                .forEach(n -> n.ports().stream()
                        .filter(p -> !Blockers.isOurs(p) && !ports.contains(p.id()))
                        .forEach(this::foreign));
        here.forEach(c -> take(identity(c.key().device()), c.key().ordinal(), holder(c)));
    }

    private static Holder holder(Claim claim) {
        return new Holder(claim.guest(), claim.nic(), claim.guestName(), Optional.of(claim.network()));
    }

    private void seen(GuestReport guest, Set<UUID> ports, Map<Holder, Set<String>> claimed) {
        for (GuestInterface nic : guest.live()) {
            nic.portId().ifPresent(ports::add);
            Holder holder = new Holder(guest.uuid(), nic.mac(), guest.name().value(), nic.network());
            Carriers.of(nic)
                    .ifPresent(device -> at(carrier(device, claimed.getOrDefault(holder, Set.of())))
                            .add(holder));
        }
    }

    /** A name that another device had before: the guest's claim tells which of them it has. */
    private String carrier(String device, Set<String> claimed) {
        return host.identities().all(device).stream()
                .filter(claimed::contains)
                .findFirst()
                .orElseGet(() -> identity(device));
    }

    private void foreign(Port port) {
        port.plug()
                .flatMap(Plug::device)
                .ifPresent(d -> at(identity(d.value()))
                        .add(new Holder(port.ownerId(), port.mac(), port.ownerName(), Optional.of(port.network()))));
    }

    private String identity(String device) {
        return host.identities().of(device);
    }

    private Set<Holder> at(String identity) {
        return holders.computeIfAbsent(identity, i -> new LinkedHashSet<>());
    }

    private void take(String identity, int ordinal, Holder holder) {
        at(identity).add(holder);
        ordinals.computeIfAbsent(identity, i -> new HashSet<>()).add(ordinal);
    }

    /** Counts a port that is about to be there. */
    public void plan(AttachmentPoint point, Optional<Integer> ordinal, Holder holder) {
        count();
        at(identity(point.device().value())).add(holder);
        ordinal.ifPresent(o -> take(identity(point.identity()), o, holder));
    }

    /** Who uses a point. */
    public Set<Holder> holders(AttachmentPoint point) {
        count();
        String identity = identity(point.identity());
        String device = identity(point.device().value());
        Set<Holder> known = holders.getOrDefault(identity, Set.of());
        if (identity.equals(device)) {
            return known;
        }
        Set<Holder> all = new LinkedHashSet<>(known);
        all.addAll(holders.getOrDefault(device, Set.of()));
        return all;
    }

    @Override
    public int portsAt(AttachmentPoint point) {
        return holders(point).size();
    }

    @Override
    public long lastTaken(AttachmentPoint point) {
        return turns.last(host.name(), identity(point.identity()));
    }

    /** Whether a point can take one more. */
    public boolean isOpen(AttachmentPoint point) {
        return point.unusable().isEmpty()
                && (point.limit().isEmpty() || portsAt(point) < point.limit().getAsInt());
    }

    /** The lowest slot of a limited point that no claim has; empty for a point without limit, or if all are taken. */
    public Optional<Integer> freeOrdinal(AttachmentPoint point) {
        count();
        Set<Integer> taken = ordinals.getOrDefault(identity(point.identity()), Set.of());
        return IntStream.range(0, point.limit().orElse(0))
                .boxed()
                .filter(o -> !taken.contains(o))
                .findFirst();
    }

    /** Who uses these points, for people; of many only the first. */
    public String holdersOf(List<AttachmentPoint> points) {
        String first = points.stream()
                .limit(NAMED)
                .map(p -> p.device()
                        + p.unusable().map(f -> " unusable, " + f.detail()).orElseGet(() -> use(p)))
                .collect(Collectors.joining("; "));
        return points.size() > NAMED ? first + "; and " + (points.size() - NAMED) + " more members" : first;
    }

    /** One that nobody uses is one that libvirt counts as used. */
    private String use(AttachmentPoint point) {
        return holders(point).isEmpty() ? " in use by libvirt's count" : " used by " + names(point);
    }

    private String names(AttachmentPoint point) {
        return holders(point).stream().map(Holder::name).distinct().collect(Collectors.joining(", "));
    }
}
