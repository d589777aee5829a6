/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.guestnet.model.DeviceName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/** Reads the members of a pool; each device stands once in it. */
final class MemberReader {

    static final String MAX_CONNECTIONS = "maxConnections";

    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,5}");
    private static final int ONE = 1;

    private final Findings findings;
    private final Optional<Mode> mode;
    private final boolean exclusive;
    private final Map<DeviceName, XmlElement> seen = new HashMap<>();

    MemberReader(Findings findings, Optional<Mode> mode, XmlElement network) {
        this.findings = findings;
        this.mode = mode;
        this.exclusive = mode.filter(m -> m.isExclusive(network)).isPresent();
    }

    /** The members that were not refused. */
    List<Member> read(List<XmlElement> interfaces) {
        return interfaces.stream().flatMap(i -> read(i).stream()).toList();
    }

    private Optional<Member> read(XmlElement element) {
        findings.refuseUnknown(element, Set.of("dev", MAX_CONNECTIONS, "connections"), Set.of());
        OptionalInt limit = limit(element);
        if (element.attribute("dev").filter(d -> d.contains("[")).isPresent()) {
            findings.refuse(
                    element,
                    "ranges of devices, as '" + element.attribute("dev").orElseThrow() + "', cannot be used yet",
                    "list each device in an <interface dev='…'/> of its own");
            return Optional.empty();
        }
        return findings.device(element, "dev")
                .filter(device -> isFirst(device, element))
                .map(device -> new Member(device, limit, element));
    }

    private boolean isFirst(DeviceName device, XmlElement element) {
        XmlElement before = seen.putIfAbsent(device, element);
        if (before != null) {
            findings.refuse(
                    element,
                    "device " + device + " is listed twice, first at " + before.place(),
                    "list each device once");
        }
        return before == null;
    }

    private OptionalInt limit(XmlElement element) {
        Optional<String> text = element.attribute(MAX_CONNECTIONS);
        if (text.isPresent() && !LIMIT.matcher(text.get()).matches()) {
            findings.refuse(
                    element,
                    "maxConnections '" + text.get() + "' is no number of guests",
                    "write 1 to 999999, or leave it out for any number");
            return OptionalInt.empty();
        }
        OptionalInt limit = text.map(Integer::valueOf).map(OptionalInt::of).orElse(OptionalInt.empty());
        if (exclusive && limit.orElse(ONE) > ONE) {
            findings.refuse(
                    element,
                    "maxConnections " + limit.getAsInt() + " contradicts mode " + mode.orElseThrow()
                            + ", in which a device serves one guest",
                    "leave maxConnections out, or choose another mode");
        }
        return exclusive ? OptionalInt.of(ONE) : limit;
    }
}
