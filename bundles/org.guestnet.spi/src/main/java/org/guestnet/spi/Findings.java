/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.Place;
import org.guestnet.model.XmlElement;

/**
 * Collects what is wrong with a definition while a provider reads it, so that the administrator gets all of it at once, each
 * problem at its place. One object for one reading; not for several threads.
 */
public final class Findings {

    private final List<Finding> found = new ArrayList<>();

    /** Nothing found yet. */
    public Findings() {}

    /**
     * Adds a blocker with code {@link Codes#DEFINITION_INVALID}.
     *
     * @param at the element that it is about
     * @param detail one sentence without a full stop
     * @param remedy what to write instead
     */
    public void refuse(XmlElement at, String detail, String remedy) {
        found.add(Finding.blocker(Codes.DEFINITION_INVALID, detail, remedy).at(at.place()));
    }

    /** The only child of that name. A second one is refused, for nobody could tell which is meant. */
    public Optional<XmlElement> only(XmlElement parent, String child) {
        List<XmlElement> all = parent.all(child);
        all.stream()
                .skip(1)
                .forEach(second -> refuse(
                        second, "a second <" + child + "> in <" + parent.name() + ">", "keep one <" + child + ">"));
        return all.stream().findFirst();
    }

    /**
     * The device that an attribute names. A missing attribute and what is no device name are refused.
     *
     * @return empty if it was refused
     */
    public Optional<DeviceName> device(XmlElement element, String attribute) {
        Optional<String> text = element.attribute(attribute);
        if (text.isEmpty()) {
            refuse(
                    element,
                    "<" + element.name() + "> does not say which device",
                    "write <" + element.name() + " " + attribute + "='…'> with the device's name");
            return Optional.empty();
        }
        try {
            return Optional.of(new DeviceName(text.get()));
        } catch (IllegalArgumentException e) {
            refuse(element, e.getMessage(), "write the name that 'ip link' shows on the host");
            return Optional.empty();
        }
    }

    /**
     * Refuses attributes and child elements that are not known. For elements that libvirt's schema does not know, because there a
     * misspelled word would be lost without a word. Names with a namespace are left alone.
     */
    public void refuseUnknown(XmlElement element, Set<String> attributes, Set<String> children) {
        element.attributes().keySet().stream()
                .filter(a -> a.getNamespaceURI().isEmpty() && !attributes.contains(a.getLocalPart()))
                .forEach(a -> refuse(
                        element,
                        "<" + element.name() + "> has no attribute '" + a.getLocalPart() + "'",
                        oneOf("attributes", attributes)));
        element.children().stream()
                .filter(c -> !c.name().isEmpty() && !children.contains(c.name()))
                .forEach(c -> refuse(
                        c, "<" + element.name() + "> has no element <" + c.name() + ">", oneOf("elements", children)));
    }

    private static String oneOf(String what, Set<String> known) {
        return known.isEmpty()
                ? "leave it out"
                : "leave it out; known " + what + ": " + known.stream().sorted().collect(joining(", "));
    }

    /**
     * A part of the definition that another provider read. What it found counts as found here.
     *
     * @return empty if it was refused
     */
    public <T> Optional<T> part(Reading<T> reading) {
        found.addAll(reading.findings());
        return reading.value();
    }

    /** Whether something was refused. */
    public boolean isRefused() {
        return found.stream().anyMatch(f -> f.severity() == Severity.BLOCKER);
    }

    /**
     * The end of reading.
     *
     * @param value makes the value; called only if nothing was refused
     * @return the value, or all that was refused, in document order
     */
    public <T> Reading<T> reading(Supplier<T> value) {
        found.sort(Comparator.comparingInt(f -> f.place().map(Place::line).orElse(0))); // stable
        return isRefused() ? Reading.refused(found) : Reading.of(value.get(), found);
    }
}
