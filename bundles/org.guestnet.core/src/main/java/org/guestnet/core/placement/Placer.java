/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.guestnet.api.ResolvedInterface.By;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.placement.Occupancy.Holder;
import org.guestnet.core.steering.PoolForecast;
import org.guestnet.core.type.Definitions;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.PortRequest.Purpose;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says where a guest's interfaces would go on a host. Asks no host: it goes by what was seen and what is claimed. */
@Component(service = Placer.class)
public final class Placer {

    private final NetworkReader networks;
    private final Turns turns = new Turns();

    /** @param networks understands what hosts report */
    @Activate
    public Placer(@Reference NetworkReader networks) {
        this.networks = networks;
    }

    record Request(GuestName guest, Purpose purpose, GuestInterface nic) implements PortRequest {}

    /**
     * Places a guest.
     *
     * @param claims those of the host; others are passed over
     */
    public Placement place(
            HostState host,
            UUID guest,
            GuestName name,
            List<GuestInterface> nics,
            Purpose purpose,
            Collection<Claim> claims) {
        Occupancy occupancy = Occupancy.of(host, claims, turns);
        List<NicPlacement> placed = new ArrayList<>();
        for (GuestInterface nic : nics) {
            placed.add(place(host, guest, new Request(name, purpose, nic), occupancy));
        }
        return LibvirtChoice.steered(new Placement(host, guest, name, placed, List.of()));
    }

    /** Notes that a guest is about to be where it was placed, so that others take the next turn. */
    public void remember(Placement placement) {
        HostState host = placement.host();
        placement.nics().stream()
                .flatMap(n -> n.point().stream())
                .forEach(p -> turns.took(host.name(), host.identities().of(p.identity())));
    }

    private NicPlacement place(HostState host, UUID guest, Request request, Occupancy occupancy) {
        GuestInterface nic = request.nic();
        if (nic.network().isEmpty()) {
            return NicPlacement.nowhere(nic, Optional.empty(), List.of());
        }
        Optional<NetworkOnHost> network = networks.read(host, nic.network().get());
        if (network.isEmpty()) {
            return NicPlacement.nowhere(nic, network, List.of(missing(host, nic)));
        }
        List<Finding> findings = new ArrayList<>(network.get().blockers());
        if (!network.get().report().active()) {
            findings.add(Finding.notice(Codes.NETWORK_INACTIVE, "the network is not active and will be started", ""));
        }
        admits(host, network.get(), request, findings);
        NicPlacement placed = findings.stream().anyMatch(f -> f.severity() == Severity.BLOCKER)
                ? NicPlacement.nowhere(nic, network, List.of())
                : choose(host, guest, network.get(), request, occupancy, findings);
        return located(placed, host, findings);
    }

    private static NicPlacement located(NicPlacement p, HostState host, List<Finding> findings) {
        List<Finding> located = findings.stream()
                .map(f ->
                        f.on(host.name()).on(p.nic().network().get()).on(p.nic().mac()))
                .toList();
        return new NicPlacement(p.nic(), p.network(), p.point(), p.ordinal(), p.plug(), p.by(), located);
    }

    private static Finding missing(HostState host, GuestInterface nic) {
        NetworkName name = nic.network().get();
        return Finding.blocker(
                        Codes.NETWORK_MISSING,
                        "the host has no network '" + name + "'",
                        "define it there: net:define " + host.name() + " FILE")
                .on(host.name())
                .on(name)
                .on(nic.mac());
    }

    /** Adds what a network's provider has to say of a request, or libvirt itself where there is none. */
    static void admits(HostState host, NetworkOnHost network, Request request, List<Finding> findings) {
        findings.addAll(network.defined()
                .map(d -> Definitions.guarded(network.type(), () -> d.admits(host, request), List::of))
                .orElseGet(() -> LibvirtRules.admits(host, network, request)));
    }

    private NicPlacement choose(
            HostState host,
            UUID guest,
            NetworkOnHost network,
            Request request,
            Occupancy occupancy,
            List<Finding> findings) {
        GuestInterface nic = request.nic();
        List<AttachmentPoint> points = network.attachmentPoints();
        if (!network.hasPool()) {
            Optional<Plug> plug = plug(host, network, request, Optional.empty(), findings);
            return new NicPlacement(
                    nic, Optional.of(network), Optional.empty(), Optional.empty(), plug, by(network), List.of());
        }
        Predicate<AttachmentPoint> chosenBy = steerable(network, occupancy);
        List<AttachmentPoint> open = points.stream()
                .filter(p -> chosenBy.test(p) && canTake(p, occupancy))
                .toList();
        Optional<AttachmentPoint> best = preferred(host, network, request, occupancy, open);
        if (best.isEmpty()) {
            findings.add(exhausted(network, points, occupancy));
            return NicPlacement.nowhere(nic, Optional.of(network), List.of());
        }
        Optional<Integer> ordinal = occupancy.freeOrdinal(best.get());
        occupancy.plan(
                best.get(),
                ordinal,
                new Holder(guest, nic.mac(), request.guest().value(), nic.network()));
        Optional<Plug> plug = plug(host, network, request, best, findings);
        return new NicPlacement(nic, Optional.of(network), best, ordinal, plug, by(network), List.of());
    }

    private static By by(NetworkOnHost network) {
        return network.isResolvedByGuestnet() ? By.GUESTNET : By.HOST;
    }

    /** A limited point needs a slot too. */
    private static boolean canTake(AttachmentPoint point, Occupancy occupancy) {
        return occupancy.isOpen(point)
                && (point.limit().isEmpty() || occupancy.freeOrdinal(point).isPresent());
    }

    /**
     * libvirt must be able to choose a point, and its books may hold a port that is gone. Looked up once for the whole pool. While a
     * live pool is exclusive a member serves one interface, whatever a newer definition allows: not another one of the same guest, too.
     */
    private static Predicate<AttachmentPoint> steerable(NetworkOnHost network, Occupancy occupancy) {
        Optional<PoolForecast> forecast =
                network.isResolvedByGuestnet() ? Optional.empty() : LibvirtChoice.forecast(network);
        Optional<Set<DeviceName>> steerable = forecast.map(PoolForecast::steerable);
        boolean exclusive = forecast.filter(PoolForecast::exclusive).isPresent();
        return point -> steerable.map(s -> s.contains(point.device())).orElse(true)
                && (!exclusive || occupancy.portsAt(point) == 0);
    }

    private static Optional<AttachmentPoint> preferred(
            HostState host, NetworkOnHost network, Request request, Occupancy occupancy, List<AttachmentPoint> open) {
        DefinedNetwork defined = network.defined().orElseThrow();
        List<AttachmentPoint> preferred =
                Definitions.guarded(network.type(), () -> defined.prefer(host, request, open, occupancy), f -> open);
        return preferred.stream().filter(open::contains).findFirst();
    }

    private static Finding exhausted(NetworkOnHost network, List<AttachmentPoint> points, Occupancy occupancy) {
        return Finding.blocker(
                Codes.POOL_EXHAUSTED,
                points.isEmpty()
                        ? "the pool has no member on this host"
                        : "no member of the pool is free: " + occupancy.holdersOf(points),
                "stop or migrate one of these guests, or add a member to the pool: net:pool " + network.host() + " "
                        + network.name());
    }

    private static Optional<Plug> plug(
            HostState host,
            NetworkOnHost network,
            Request request,
            Optional<AttachmentPoint> point,
            List<Finding> findings) {
        if (network.isResolvedByGuestnet()) {
            DefinedNetwork defined = network.defined().orElseThrow();
            return Definitions.guarded(network.type(), () -> Optional.of(defined.plug(host, request, point)), f -> {
                findings.add(f);
                return Optional.empty();
            });
        }
        return LibvirtChoice.plug(network, point);
    }
}
