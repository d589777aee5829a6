/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;

/**
 * The {@code <virtualport>} of a guest interface, of its network and of its portgroup, as libvirt merges them
 * (util/virnetdevvportprofile.c, virNetDevVPortProfileMerge3). Nothing overrides: each attribute comes from whoever has it, and two
 * that differ are a contradiction.
 */
final class VirtualPortMerge {

    private static final String TYPE = "type";
    private static final String PARAMETERS = "parameters";

    /** What each type knows. libvirt drops what an untyped one has beyond that without a word. */
    private static final Map<String, List<String>> KNOWN = Map.of(
            "802.1Qbg", List.of("managerid", "typeid", "typeidversion", "instanceid"),
            "802.1Qbh", List.of("profileid"),
            "openvswitch", List.of("interfaceid", "profileid"),
            "midonet", List.of("interfaceid"));
    /** What each type cannot be without. Missing identities of instances and interfaces libvirt makes itself. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "802.1Qbg", List.of("managerid", "typeid", "typeidversion"),
            "802.1Qbh", List.of("profileid"));

    private static final Set<String> NUMBERS = Set.of("managerid", "typeid", "typeidversion");
    private static final Set<String> IDENTITIES = Set.of("instanceid", "interfaceid");

    private final List<Option> sources;
    private final List<Finding> findings = new ArrayList<>();
    private final Optional<Option> merged;

    /** @param sources of the guest interface, the network, the portgroup, in this order; those that there are */
    VirtualPortMerge(List<Option> sources) {
        this.sources = List.copyOf(sources);
        this.merged = first(TYPE).map(this::merge).or(this::untyped);
    }

    /** What the port has; its owner is who names the type. Empty if nobody asks for one. */
    Optional<Option> merged() {
        return merged;
    }

    /** Contradictions, each with both places; if there is none, what is missing or too much. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** If nobody names a type, libvirt keeps the guest's own, and forgets the portgroup's. */
    private Optional<Option> untyped() {
        return sources.stream().filter(s -> s.owner().equals(Option.GUEST)).findFirst();
    }

    private Option merge(Option typed) {
        String type = typed.element().attribute(TYPE).orElseThrow();
        XmlElement parameters = XmlElement.of(PARAMETERS);
        one(TYPE);
        for (String attribute : KNOWN.getOrDefault(type, List.of())) {
            Optional<String> value = one(attribute).filter(v -> !v.isEmpty());
            parameters = value.isPresent() ? parameters.with(attribute, value.get()) : parameters;
        }
        if (findings.isEmpty()) {
            refuseMissing(typed, type, parameters);
            refuseExtra(type);
        }
        XmlElement whole = typed.element().withoutChildren(c -> true);
        return new Option(typed.owner(), parameters.attributes().isEmpty() ? whole : whole.with(parameters));
    }

    /** The value of an attribute; those who differ from the first who has it are refused. */
    private Optional<String> one(String attribute) {
        Optional<Option> first = first(attribute);
        sources.stream()
                .flatMap(s -> holder(s, attribute).stream())
                .filter(other -> !same(attribute, value(first.orElseThrow(), attribute), value(other, attribute)))
                .forEach(other -> findings.add(contradiction(attribute, first.orElseThrow(), other)));
        return first.map(f -> value(f, attribute));
    }

    private Optional<Option> first(String attribute) {
        return sources.stream().flatMap(s -> holder(s, attribute).stream()).findFirst();
    }

    /** The element that has the attribute. */
    private static Optional<Option> holder(Option source, String attribute) {
        Optional<Option> element = attribute.equals(TYPE)
                ? Optional.of(source)
                : Option.child(source.owner(), source.element(), PARAMETERS);
        return element.flatMap(e -> e.having(attribute));
    }

    private static String value(Option holder, String attribute) {
        return holder.element().attribute(attribute).orElseThrow();
    }

    private static boolean same(String attribute, String one, String other) {
        return plain(attribute, one).equals(plain(attribute, other));
    }

    /** libvirt compares numbers and UUIDs, not their spelling. */
    private static String plain(String attribute, String value) {
        if (IDENTITIES.contains(attribute)) {
            return value.replace("-", "").toLowerCase(Locale.ROOT);
        }
        try {
            return NUMBERS.contains(attribute) ? Long.decode(value).toString() : value;
        } catch (NumberFormatException e) {
            return value; // refused where it is defined
        }
    }

    private static Finding contradiction(String attribute, Option one, Option other) {
        return Finding.blocker(
                        Codes.OPTIONS_CONTRADICT,
                        "virtualport " + said(attribute, one) + " contradicts " + said(attribute, other),
                        "write the same " + attribute
                                + " in both, or leave it out of one of them; none overrides the other")
                .at(one.element().place());
    }

    private static String said(String attribute, Option holder) {
        return attribute + " '" + value(holder, attribute) + "' of " + holder.owner() + " (" + holder.place() + ")";
    }

    private void refuseMissing(Option typed, String type, XmlElement parameters) {
        List<String> missing = REQUIRED.getOrDefault(type, List.of()).stream()
                .filter(a -> parameters.attribute(a).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            findings.add(Finding.blocker(
                            Codes.OPTIONS_INCOMPLETE,
                            "virtualport type '" + type + "' of " + typed.owner() + " needs "
                                    + String.join(", ", missing)
                                    + ", which neither the guest interface nor its portgroup nor the network has",
                            "add <parameters " + String.join("='…' ", missing) + "='…'/> in one of them")
                    .at(typed.element().place()));
        }
    }

    /** Of a guest that names the type itself libvirt drops nothing silently. */
    private void refuseExtra(String type) {
        sources.stream()
                .filter(s -> s.element().attribute(TYPE).isPresent())
                .flatMap(s -> Option.child(s.owner(), s.element(), PARAMETERS).stream())
                .forEach(p -> p.element().attributes().keySet().stream()
                        .map(javax.xml.namespace.QName::getLocalPart)
                        .filter(a -> !KNOWN.getOrDefault(type, List.of(a)).contains(a))
                        .forEach(a -> findings.add(Finding.blocker(
                                        Codes.OPTION_UNSUPPORTED,
                                        "virtualport type '" + type + "' of " + p.owner() + " has no " + a,
                                        "remove " + a)
                                .at(p.element().place()))));
    }
}
