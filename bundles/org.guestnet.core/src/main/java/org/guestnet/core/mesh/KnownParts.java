/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.LinkResource;

/** The parts that a host has, each with what it consists of. Not for several threads. */
final class KnownParts {

    private static final int FEW = 16; // a look at all costs as much as some changes

    private final Map<Part, List<LinkResource>> parts = new LinkedHashMap<>();

    boolean isEmpty() {
        return parts.isEmpty();
    }

    Optional<List<LinkResource>> part(Part part) {
        return Optional.ofNullable(parts.get(part));
    }

    void put(Part part, List<LinkResource> resources) {
        if (!resources.isEmpty()) {
            parts.put(part, resources);
        }
    }

    void replace(KnownParts other) {
        parts.clear();
        parts.putAll(other.parts);
    }

    void forget(Set<Part> some) {
        some.forEach(parts::remove);
    }

    void remember(Map<Part, List<LinkResource>> some) {
        some.forEach(this::put);
    }

    /** All of them, each once; what a network needs whoever its peers are stands before the rest. */
    List<LinkResource> resources() {
        return parts.values().stream().flatMap(List::stream).distinct().toList();
    }

    /**
     * What is to be done so that some parts are as they are wanted.
     *
     * @param parts those that changed
     * @param wanted what each consists of
     * @param gone what is taken away, in the order in which it was made
     * @param come what is made
     * @param needsLook whether it is more than these lists can say
     */
    record Change(
            Set<Part> parts,
            Map<Part, List<LinkResource>> wanted,
            List<LinkResource> gone,
            List<LinkResource> come,
            boolean needsLook) {

        /** Whether the host joins a mesh by it. */
        boolean joins() {
            return wanted.entrySet().stream()
                    .anyMatch(e -> e.getKey().isBase() && !e.getValue().isEmpty());
        }
    }

    /** @param now what a part consists of now; empty if nobody can tell, and then it stays */
    Change change(Set<Part> some, Function<Part, Optional<List<LinkResource>>> now) {
        Map<Part, List<LinkResource>> wanted = new LinkedHashMap<>();
        some.stream().filter(Part::isBase).forEach(p -> want(wanted, p, now)); // the rest stands on it
        some.stream().filter(p -> !p.isBase()).forEach(p -> want(wanted, p, now));
        boolean baseIsOther = wanted.keySet().stream()
                .anyMatch(
                        p -> p.isBase() && parts.containsKey(p) && !parts.get(p).equals(wanted.get(p)));
        List<LinkResource> come = new ArrayList<>();
        wanted.forEach((p, resources) -> resources.stream()
                .filter(r -> !parts.getOrDefault(p, List.of()).contains(r))
                .forEach(come::add));
        return new Change(wanted.keySet(), wanted, gone(wanted), come, baseIsOther || wanted.size() > FEW);
    }

    private void want(
            Map<Part, List<LinkResource>> wanted, Part part, Function<Part, Optional<List<LinkResource>>> now) {
        now.apply(part)
                .filter(r -> !r.equals(parts.getOrDefault(part, List.of())))
                .ifPresent(r -> wanted.put(part, r));
    }

    /** What no other part has, and what is not only changed. */
    private List<LinkResource> gone(Map<Part, List<LinkResource>> wanted) {
        Set<LinkResource> kept = new HashSet<>();
        Set<String> tunnels = new HashSet<>();
        parts.forEach((p, resources) -> kept.addAll(wanted.getOrDefault(p, resources)));
        wanted.values().forEach(kept::addAll);
        kept.forEach(r -> tunnel(r).ifPresent(tunnels::add));
        return wanted.keySet().stream()
                .flatMap(p -> parts.getOrDefault(p, List.of()).stream())
                .filter(r ->
                        !kept.contains(r) && tunnel(r).filter(tunnels::contains).isEmpty())
                .toList();
    }

    private static Optional<String> tunnel(LinkResource resource) {
        return resource instanceof EncryptedTunnel tunnel
                ? Optional.of(tunnel.means().type() + " " + tunnel.name())
                : Optional.empty();
    }
}
