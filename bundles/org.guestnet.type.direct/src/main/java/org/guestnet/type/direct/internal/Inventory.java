/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/** All that a pool lists so far: each thing once, and not too many of them. */
final class Inventory {

    private final Findings findings;
    private final Map<String, XmlElement> listed = new HashMap<>();
    private long counted;
    private boolean isFull;

    Inventory(Findings findings) {
        this.findings = findings;
    }

    /**
     * Counts before anything is expanded.
     *
     * @param what the names as they were written, for the refusal
     * @return whether so many more fit; if not, it was refused, and for the pool as a whole once
     */
    boolean fits(XmlElement element, String what, long count) {
        if (count > Pool.MAX_MEMBERS) {
            findings.refuse(
                    element,
                    what + " names " + (count == Long.MAX_VALUE ? "an immense number of" : count)
                            + " devices, more than the " + Pool.MAX_MEMBERS + " that a pool may have",
                    "name those that the host has, or make several networks");
            return false;
        }
        counted += count;
        boolean fits = counted <= Pool.MAX_MEMBERS;
        if (!fits && !isFull) {
            findings.refuse(
                    element,
                    "with " + what + " the pool names more than the " + Pool.MAX_MEMBERS + " devices that it may have",
                    "make several networks");
        }
        isFull |= !fits;
        return fits;
    }

    /**
     * Lists things, and refuses the element if one of them is listed already.
     *
     * @return whether all were new
     */
    boolean add(XmlElement element, List<String> things) {
        List<String> again = new ArrayList<>();
        XmlElement first = null;
        for (String thing : things) {
            XmlElement before = listed.putIfAbsent(thing, element);
            if (before != null) {
                again.add(thing);
                first = first == null ? before : first;
            }
        }
        if (first != null) {
            findings.refuse(element, detail(again, element, first), "list each device once");
        }
        return again.isEmpty();
    }

    private static String detail(List<String> again, XmlElement element, XmlElement first) {
        String others = again.size() > 1 ? " and " + (again.size() - 1) + " more" : "";
        String where = first == element ? "in this element" : "first at " + first.place();
        return again.get(0) + others + (again.size() > 1 ? " are" : " is") + " listed twice, " + where;
    }
}
