/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.guestnet.model.XmlElement;

/** {@code <virtualport>} of the network and of portgroups: what each may say, and that they do not contradict each other. */
final class VirtualPortRules {

    private static final String TYPE = "type";
    private static final String PARAMETERS = "parameters";

    /** Which attributes each type takes. A type that is missing takes them all. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "802.1Qbg", Set.of("managerid", "typeid", "typeidversion", "instanceid"),
            "802.1Qbh", Set.of("profileid"),
            "openvswitch", Set.of("interfaceid", "profileid"),
            "midonet", Set.of("interfaceid"));

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]{1,6}|[0-9]{1,8}");
    private static final Map<String, Integer> HIGHEST =
            Map.of("managerid", 0xff, "typeid", 0xffffff, "typeidversion", 0xff);
    private static final int LONGEST_PROFILE = 39;

    private VirtualPortRules() {}

    static void check(Subject network) {
        network.root().all("virtualport").forEach(port -> {
            if (port.attribute(TYPE).isEmpty()) {
                network.refuse(port, "the network's <virtualport> has no type", "write for example type='802.1Qbg'");
            }
            check(network, port);
        });
        for (XmlElement group : network.root().all("portgroup")) {
            group.all("virtualport").forEach(port -> check(network, port));
            agree(network, group);
        }
    }

    private static void check(Subject network, XmlElement port) {
        network.oneOf(port, TYPE, KNOWN.keySet());
        network.only(port, Set.of(TYPE), Set.of(PARAMETERS));
        network.single(port, PARAMETERS);
        port.attribute(TYPE)
                .filter(KNOWN::containsKey)
                .filter(type -> !taken(network).contains(type))
                .ifPresent(type -> refuseType(network, port, type));
        Set<String> known = KNOWN.getOrDefault(port.attribute(TYPE).orElse(""), all());
        port.all(PARAMETERS).forEach(parameters -> {
            network.only(parameters, known, Set.of());
            all().forEach(attribute -> value(network, parameters, attribute));
        });
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>();
        KNOWN.values().forEach(all::addAll);
        return all;
    }

    /** What libvirt takes it finds at the first guest, and refuses every one (network/bridge_driver.c, networkAllocatePort). */
    private static Set<String> taken(Subject network) {
        return switch (network.mode()) {
            case NONE, NAT, ROUTE, OPEN -> Set.of();
            case BRIDGE -> network.bridgeName().isPresent() ? Set.of("openvswitch") : Set.of("802.1Qbg", "802.1Qbh");
            case PRIVATE, VEPA, PASSTHROUGH, HOSTDEV -> Set.of("802.1Qbg", "802.1Qbh");
        };
    }

    private static void refuseType(Subject network, XmlElement port, String type) {
        Set<String> taken = new TreeSet<>(taken(network));
        network.refuse(
                port,
                "a network of forward mode " + network.mode() + " takes no virtualport of type '" + type
                        + "', so no guest could start",
                taken.isEmpty() ? "remove <virtualport>" : "remove it, or write type " + String.join(" or ", taken));
    }

    private static void value(Subject network, XmlElement parameters, String attribute) {
        Optional<String> value = parameters.attribute(attribute);
        if (HIGHEST.containsKey(attribute)) {
            value.filter(v -> !isNumber(v, HIGHEST.get(attribute)))
                    .ifPresent(v -> network.refuse(
                            parameters,
                            attribute + " '" + v + "' of a virtualport is no number up to " + HIGHEST.get(attribute),
                            "write digits, or 0x and hexadecimal digits"));
        } else if (attribute.equals("profileid")) {
            value.filter(v -> v.length() > LONGEST_PROFILE)
                    .ifPresent(v -> network.refuse(
                            parameters,
                            "profileid '" + v + "' of a virtualport is too long",
                            "at most " + LONGEST_PROFILE + " characters"));
        } else {
            value.filter(v -> !UUID.matcher(v).matches())
                    .ifPresent(v -> network.refuse(
                            parameters,
                            attribute + " '" + v + "' of a virtualport is no UUID",
                            "write for example 09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f"));
        }
    }

    private static boolean isNumber(String text, int highest) {
        return NUMBER.matcher(text).matches() && decimal(text) <= highest;
    }

    private static int decimal(String number) {
        return number.startsWith("0x") ? Integer.parseInt(number.substring(2), 16) : Integer.parseInt(number);
    }

    /** Neither overrides the other: libvirt refuses every guest of a portgroup that contradicts its network. */
    private static void agree(Subject network, XmlElement group) {
        Optional<XmlElement> own = network.root().first("virtualport");
        Optional<XmlElement> groups = group.first("virtualport");
        if (own.isEmpty() || groups.isEmpty()) {
            return;
        }
        agree(network, groups.get(), own.get(), TYPE);
        Optional<XmlElement> ours = own.get().first(PARAMETERS);
        Optional<XmlElement> theirs = groups.get().first(PARAMETERS);
        if (ours.isPresent() && theirs.isPresent()) {
            List.copyOf(all()).forEach(attribute -> agree(network, theirs.get(), ours.get(), attribute));
        }
    }

    private static void agree(Subject network, XmlElement group, XmlElement own, String attribute) {
        String one = group.attribute(attribute).orElse("");
        String other = own.attribute(attribute).orElse("");
        if (!one.isEmpty() && !other.isEmpty() && !plain(one).equals(plain(other))) {
            network.refuse(
                    group,
                    "the portgroup's virtualport " + attribute + " '" + one + "' contradicts the network's '" + other
                            + "' (" + own.place() + ")",
                    "write the same in both, or leave it out of one of them; neither overrides the other");
        }
    }

    private static String plain(String value) {
        return NUMBER.matcher(value).matches()
                ? Integer.toString(decimal(value))
                : UUID.matcher(value).matches() ? value.replace("-", "").toLowerCase(java.util.Locale.ROOT) : value;
    }

    /** Whether an element's virtualport is Open vSwitch's. */
    static boolean isOpenVSwitch(XmlElement element) {
        return element.first("virtualport")
                .flatMap(v -> v.attribute(TYPE))
                .filter("openvswitch"::equals)
                .isPresent();
    }
}
