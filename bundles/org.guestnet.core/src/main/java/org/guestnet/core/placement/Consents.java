/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestnetException;

/** The codes that a move may ask consent for. */
public final class Consents {

    private Consents() {}

    /**
     * Refuses a code that nothing can have: who mistyped it would wonder why it does not help.
     *
     * @param accepted what is consented to
     * @param said what was found; providers may ask consent by codes of their own
     * @throws GuestnetException {@code INVALID_ARGUMENT}, which names those that are known
     */
    public static void require(Set<String> accepted, Collection<Finding> said) throws GuestnetException {
        Set<String> known = known();
        said.stream()
                .filter(f -> f.severity() == Severity.CONSENT)
                .map(Finding::code)
                .forEach(known::add);
        Set<String> unknown = new TreeSet<>(accepted);
        unknown.removeAll(known);
        unknown.removeIf(code ->
                Arrays.stream(JudgedCode.values()).anyMatch(c -> c.name().equals(code)));
        if (!unknown.isEmpty()) {
            throw new GuestnetException(Finding.blocker(
                    Codes.INVALID_ARGUMENT,
                    "nothing that could be accepted has the code " + String.join(", ", unknown),
                    "one of " + String.join(", ", known)));
        }
    }

    private static Set<String> known() {
        Set<String> known =
                new TreeSet<>(Set.of(Codes.STORAGE_OVERWRITTEN, Codes.POOL_EXHAUSTED)); // the latter of stopped guests
        Arrays.stream(JudgedCode.values())
                .filter(c -> c.severity() == Severity.CONSENT)
                .forEach(c -> known.add(c.name()));
        return known;
    }
}
