/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.model.HostName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.LinkResource;

/** All meshes of the fleet. Written by one thread, read by any; providers are asked without a lock. */
final class MeshBook {

    private final Map<NetworkName, Mesh> meshes = new ConcurrentHashMap<>();

    Optional<Mesh> mesh(NetworkName network) {
        return Optional.ofNullable(meshes.get(network));
    }

    /**
     * Takes what a host is a member of now in the place of what it was.
     *
     * @return which parts of which hosts may be others than before
     */
    Map<HostName, Set<Part>> update(HostName host, Map<NetworkName, MeshMember> now) {
        Set<NetworkName> concerned = new HashSet<>(now.keySet());
        meshes.forEach((network, mesh) -> {
            if (mesh.members().containsKey(host)) {
                concerned.add(network);
            }
        });
        Map<HostName, Set<Part>> changes = new HashMap<>();
        for (NetworkName network : concerned) {
            update(network, host, Optional.ofNullable(now.get(network)), changes);
        }
        return changes;
    }

    private void update(
            NetworkName network, HostName host, Optional<MeshMember> now, Map<HostName, Set<Part>> changes) {
        Mesh before = meshes.getOrDefault(network, Mesh.none(network));
        Optional<MeshMember> known = Optional.ofNullable(before.members().get(host));
        if (known.isPresent() == now.isPresent()
                && known.filter(k -> !k.sameAs(now.get())).isEmpty()) {
            return;
        }
        Mesh after = before.with(host, now);
        if (after.members().isEmpty()) {
            meshes.remove(network);
        } else {
            meshes.put(network, after);
        }
        concern(changes, before, after, host);
    }

    /** The host itself, each other because of it, and whoever is joined or not because of it. */
    private static void concern(Map<HostName, Set<Part>> changes, Mesh before, Mesh after, HostName host) {
        Set<HostName> all = new HashSet<>(after.members().keySet());
        all.add(host);
        Set<HostName> turned = new HashSet<>(Set.of(host));
        all.stream()
                .filter(h -> !endpoint(before, h).equals(endpoint(after, h)))
                .forEach(turned::add);
        boolean onlyGuests = turned.size() == 1 && sameButGuests(before, after, host);
        for (HostName one : all) {
            for (HostName other : turned) {
                if (!one.equals(other)) {
                    add(changes, one, new Part(after.network(), other.value()));
                } else if (!onlyGuests) {
                    add(changes, one, Part.base(after.network()));
                    before.peers(one).keySet().forEach(p -> add(changes, one, new Part(after.network(), p)));
                    after.peers(one).keySet().forEach(p -> add(changes, one, new Part(after.network(), p)));
                }
            }
        }
    }

    private static boolean sameButGuests(Mesh before, Mesh after, HostName host) {
        MeshMember then = before.members().get(host);
        MeshMember now = after.members().get(host);
        return then != null && now != null && then.sameButGuests(now);
    }

    private static Optional<IpAddress> endpoint(Mesh mesh, HostName host) {
        return Optional.ofNullable(mesh.members().get(host)).flatMap(mesh::endpoint);
    }

    private static void add(Map<HostName, Set<Part>> changes, HostName host, Part part) {
        changes.computeIfAbsent(host, h -> new LinkedHashSet<>()).add(part);
    }

    /** The meshes that a host is a member of. */
    List<Mesh> of(HostName host) {
        return meshes.values().stream()
                .filter(m -> m.members().containsKey(host))
                .toList();
    }

    /** All parts that a host has now; for each network what it needs for itself comes first. */
    Set<Part> parts(HostName host) {
        Set<Part> parts = new LinkedHashSet<>();
        of(host).forEach(mesh -> {
            parts.add(Part.base(mesh.network()));
            mesh.peers(host).keySet().forEach(p -> parts.add(new Part(mesh.network(), p)));
        });
        return parts;
    }

    /** One part of a host now: nothing if it does not need it; empty if its provider cannot tell. */
    Optional<List<LinkResource>> part(HostName host, Part part) {
        return mesh(part.network()).map(m -> m.resources(host, part)).orElse(Optional.of(List.of()));
    }
}
