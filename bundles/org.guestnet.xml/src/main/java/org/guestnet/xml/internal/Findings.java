/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.XmlElement;

/** Gathers what is wrong with a document, so that all of it is told at once. */
public final class Findings {

    private final String code;
    private final List<Finding> found = new ArrayList<>();

    private Findings(String code) {
        this.code = code;
    }

    /** For network definitions. */
    public static Findings ofDefinition() {
        return new Findings(Codes.DEFINITION_INVALID);
    }

    /** For documents that a hypervisor wrote. */
    static Findings ofDocument() {
        return new Findings(Codes.XML_INVALID);
    }

    /** Adds a blocker at an element. */
    public void add(XmlElement at, String detail, String remedy) {
        found.add(Finding.blocker(code, detail, remedy).at(at.place()));
    }

    /** Makes a value of a text; if it cannot be one, adds a blocker and gives nothing. */
    <T> Optional<T> value(XmlElement at, String text, Function<String, T> maker, String remedy) {
        try {
            return Optional.of(maker.apply(text));
        } catch (IllegalArgumentException e) {
            add(at, e.getMessage(), remedy);
            return Optional.empty();
        }
    }

    /** As {@link #value}, of a text that may not be there. */
    <T> Optional<T> value(XmlElement at, Optional<String> text, Function<String, T> maker, String remedy) {
        return text.flatMap(t -> value(at, t, maker, remedy));
    }

    /** What was found so far, in that order. */
    public List<Finding> all() {
        return List.copyOf(found);
    }

    /** @throws GuestnetException if anything was found */
    void check() throws GuestnetException {
        if (!found.isEmpty()) {
            throw new GuestnetException(found);
        }
    }
}
