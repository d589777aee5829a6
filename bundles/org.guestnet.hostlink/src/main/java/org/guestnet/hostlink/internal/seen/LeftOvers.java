/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;

/** What is on a host, is ours by its name, and is not wanted; in the order in which it would be made. */
public final class LeftOvers {

    private final Snapshot seen;
    private final Set<LinkResource> wanted;
    private final Set<DeviceName> devices;
    private final Set<DeviceName> guarded;

    /** @param wanted all that is to exist there */
    public LeftOvers(Snapshot seen, Collection<LinkResource> wanted) {
        this.seen = seen;
        this.wanted = new HashSet<>(wanted);
        this.devices = devices(wanted, Vxlan.class, Vxlan::name);
        this.guarded = devices(wanted, ArrivalGuard.class, ArrivalGuard::vxlan);
    }

    private static <T> Set<DeviceName> devices(
            Collection<LinkResource> of, Class<T> kind, Function<T, DeviceName> device) {
        return of.stream().filter(kind::isInstance).map(kind::cast).map(device).collect(Collectors.toSet());
    }

    /** All of it. */
    public List<LinkResource> all() {
        Stream<LinkResource> others = Stream.of(
                        seen.innerAddresses().stream().map(InnerAddress::new),
                        seen.tables().all().stream()
                                .map(Table::resource)
                                .distinct()
                                .filter(r -> !isGuarded(r)),
                        seen.routes().stream().map(Unroutable::new))
                .flatMap(s -> s);
        return Stream.of(others.filter(r -> !wanted.contains(r)), tunnels(), links(), floods())
                .flatMap(s -> s)
                .toList();
    }

    /** A guard that is wanted otherwise is missing, not left over: it goes at the moment at which the new one comes. */
    private boolean isGuarded(LinkResource resource) {
        return resource instanceof ArrivalGuard guard && guarded.contains(guard.vxlan());
    }

    /** What is wanted of another encryption is not the same. */
    private Stream<LinkResource> tunnels() {
        Set<List<String>> kept = wanted.stream()
                .filter(EncryptedTunnel.class::isInstance)
                .map(EncryptedTunnel.class::cast)
                .map(t -> List.of(t.means().type(), t.name()))
                .collect(Collectors.toSet());
        return seen.tunnels().entrySet().stream()
                .flatMap(e -> e.getValue().names().stream()
                        .filter(name -> !kept.contains(List.of(e.getKey(), name)))
                        .map(name -> EncryptedTunnel.leftOver(e.getKey(), name)));
    }

    /** One that is wanted otherwise is missing, not left over. */
    private Stream<LinkResource> links() {
        return seen.devices().values().stream()
                .filter(d -> d.isOurs() && !devices.contains(d.name()))
                .map(Device::resource);
    }

    /** Of devices that stay; others take their entries with them. Entries for one address age out. */
    private Stream<LinkResource> floods() {
        return seen.entries().stream()
                .filter(Entry::isFlood)
                .filter(entry -> devices.contains(entry.vxlan()))
                .filter(entry ->
                        seen.device(entry.vxlan()).filter(Device::isOurs).isPresent())
                .map(entry -> (LinkResource) entry.resource())
                .filter(r -> !wanted.contains(r));
    }
}
