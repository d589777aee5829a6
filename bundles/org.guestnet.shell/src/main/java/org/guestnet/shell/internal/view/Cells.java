/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.model.Finding;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;
import org.guestnet.shell.internal.Json;

/** How single things look in a cell and in JSON. */
final class Cells {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String UNLIMITED = "any";
    private static final Set<String> PLAIN = Set.of("dev", "mode", "bridge");

    private Cells() {}

    /** The value, or a dash. */
    static String orDash(Optional<?> value) {
        return value.map(Object::toString).orElse("-");
    }

    static String yesNo(boolean yes) {
        return yes ? "yes" : "no";
    }

    /** {@code 3/8}, or {@code any} if there is no limit. */
    static String ofLimit(OptionalInt part, OptionalInt limit) {
        return limit.isEmpty() ? UNLIMITED : (part.isPresent() ? part.getAsInt() : "?") + "/" + limit.getAsInt();
    }

    /** The number, or {@code any} if there is no limit. */
    static String orAny(OptionalInt number) {
        return number.isEmpty() ? UNLIMITED : Integer.toString(number.getAsInt());
    }

    static String list(Collection<?> values) {
        return values.isEmpty() ? "-" : values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /** In the time zone of the container. */
    static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** {@code 0.3 s} or {@code 12 min}. */
    static String lasted(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        if (time.toMinutes() > 0) {
            return time.toMinutes() + " min";
        }
        return time.toSeconds() + "." + time.truncatedTo(ChronoUnit.MILLIS).toMillisPart() / 100 + " s";
    }

    /** {@code direct eth1 vepa}, {@code bridge br0}; with the attributes' names where they are not plain. */
    static String plugged(Optional<Plug> plug) {
        return plug.map(p -> p.type() + attributes(p)).orElse("-");
    }

    private static String attributes(Plug plug) {
        return plug.source().entrySet().stream()
                .map(e -> PLAIN.contains(e.getKey()) ? " " + e.getValue() : " " + e)
                .collect(Collectors.joining());
    }

    /** The whole element on one line. */
    static String xml(XmlElement element) {
        String inside =
                element.text() + element.children().stream().map(Cells::xml).collect(Collectors.joining());
        String start = element.toString();
        return inside.isEmpty()
                ? start.substring(0, start.length() - 1) + "/>"
                : start + inside + "</" + element.qname().getLocalPart() + ">";
    }

    static Map<String, Object> plug(Plug plug) {
        return Json.object("type", plug.type(), "source", plug.source());
    }

    static Map<String, Object> finding(Finding finding) {
        return Json.object(
                "severity",
                finding.severity(),
                "code",
                finding.code(),
                "host",
                finding.host(),
                "network",
                finding.network(),
                "nic",
                finding.nic(),
                "detail",
                finding.detail(),
                "remedy",
                finding.remedy());
    }
}
