/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.NetworkDocuments;
import org.guestnet.xml.Published;
import org.guestnet.xml.Xml;

/** Random definitions, and what they allow: read from the host's own document, not by the provider that the core asks. */
final class Pools {

    private static final List<String> MODES = List.of("bridge", "private", "vepa", "passthrough", "passthrough");
    private static final List<String> STRATEGIES =
            List.of("", "", " strategy='round-robin'", " strategy='fill'", " strategy='spread-numa'");

    private static final String EXCLUDE = "exclude";

    private Pools() {}

    /**
     * A definition.
     *
     * @param devices the devices that may be members
     */
    static String definition(SplittableRandom random, String network, List<String> devices) {
        String mode = MODES.get(random.nextInt(MODES.size()));
        StringBuilder xml = new StringBuilder("<network type='direct'><name>" + network + "</name><source mode='" + mode
                + "'" + STRATEGIES.get(random.nextInt(STRATEGIES.size())) + ">");
        List<String> left = new ArrayList<>(devices);
        int members = random.nextInt(1, devices.size() + 1);
        boolean pinned = false;
        for (int i = 0; i < members; i++) {
            String member = left.remove(random.nextInt(left.size()));
            int limit = mode.equals("passthrough") ? 0 : random.nextInt(4);
            String pin = Cards.pin(member, random.nextInt(3));
            pinned |= !pin.isEmpty();
            xml.append("<interface dev='").append(member).append("'").append(pin);
            xml.append(limit == 0 ? "/>" : " maxConnections='" + limit + "'/>");
        }
        if (random.nextInt(4) == 0 && !pinned) { // who excludes by name does not mean a device that is called so later
            xml.append("<exclude dev='")
                    .append(devices.get(random.nextInt(devices.size())))
                    .append("'/>");
        }
        return xml.append("</source></network>").toString();
    }

    /** How many guests the definition on the host allows at its members: none at those excluded; one without limit is not in it. */
    static Map<String, Integer> limits(NetworkReport network) {
        return definition(network).map(Pools::limits).orElse(Map.of());
    }

    /** The members that a definition names. */
    static Set<String> members(NetworkReport network) {
        Optional<XmlElement> source = definition(network).flatMap(d -> d.first("source"));
        Set<String> members = devices(source, "interface");
        members.removeAll(devices(source, EXCLUDE));
        return members;
    }

    /** Whether members of a host's network serve one guest each. */
    static boolean isExclusive(HostReport host, String network) {
        return host.networks().stream()
                .filter(n -> n.name().value().equals(network))
                .flatMap(n -> definition(n).stream())
                .flatMap(d -> d.first("source").stream())
                .anyMatch(Pools::isExclusive);
    }

    private static boolean isExclusive(XmlElement source) {
        return source.attribute("mode").filter("passthrough"::equals).isPresent();
    }

    private static Set<String> devices(Optional<XmlElement> source, String element) {
        return source.stream()
                .flatMap(s -> s.all(element).stream())
                .flatMap(m -> m.attribute("dev").stream())
                .collect(Collectors.toSet());
    }

    private static Optional<XmlElement> definition(NetworkReport network) {
        try {
            Optional<Published> ours = NetworkDocuments.published(network.configXml());
            return ours.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Xml.parse(ours.get().original()));
        } catch (GuestnetException e) {
            throw new IllegalStateException("a document that a host accepted is not read again", e);
        }
    }

    private static Map<String, Integer> limits(XmlElement definition) {
        Optional<XmlElement> source = definition.first("source");
        boolean exclusive = source.filter(Pools::isExclusive).isPresent();
        Map<String, Integer> limits = new HashMap<>();
        for (XmlElement member : source.map(s -> s.all("interface")).orElse(List.of())) {
            Optional<Integer> limit = exclusive
                    ? Optional.of(1)
                    : member.attribute("maxConnections").map(Integer::valueOf);
            limit.ifPresent(l -> limits.put(member.attribute("dev").orElseThrow(), l));
        }
        devices(source, EXCLUDE).forEach(d -> limits.put(d, 0));
        return limits;
    }

    /** For people. */
    static String describe(Map<String, Integer> limits) {
        return limits.entrySet().stream()
                .map(e -> e.getKey() + "≤" + e.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
