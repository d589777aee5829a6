/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.spi.HostAnswer;

/**
 * What strongSwan's daemon knows, as {@code swanctl --list-conns --raw} and {@code --list-sas --raw} tell it.
 *
 * @param silence why it does not answer; empty if it does
 * @param known names of our tunnels that it has loaded
 * @param states those of them for which it has, or seeks, an agreement with the other end
 */
record Charon(Optional<String> silence, Set<String> known, Map<String, TunnelReport> states) {

    static final HostOrder CONNECTIONS = HostOrder.of("swanctl", "--list-conns", "--raw");
    static final HostOrder ASSOCIATIONS = HostOrder.of("swanctl", "--list-sas", "--raw");

    private static final String NAME = "(gx[0-9a-f]{10}-[a-z0-9-]{1,27})";
    private static final Pattern LOADED = Pattern.compile("[{ ]" + NAME + " \\{mode=");
    private static final Pattern CHILD = Pattern.compile("[{ ]" + NAME + "-\\d+ \\{name=\\1 ([^{}]*)");
    private static final Pattern PENDING = Pattern.compile("^list-sa event \\{" + NAME + " \\{[^{}]*state=CONNECTING");
    private static final Pattern ESTABLISHED = Pattern.compile(" established=(\\d{1,12}) ");
    private static final String CHILDREN = "child-sas {";

    Charon {
        known = Set.copyOf(known);
        states = Map.copyOf(states);
    }

    static Charon silent(String why) {
        return new Charon(Optional.of(why), Set.of(), Map.of());
    }

    /** What both answers mean. */
    static Charon of(HostAnswer connections, HostAnswer associations) {
        if (connections.ok() && associations.ok()) {
            return of(connections.output(), associations.output());
        }
        return silent(
                connections.lacksProgram()
                        ? "the host has no swanctl: install strongSwan with its swanctl there"
                        : "strongSwan's daemon does not answer: start it there");
    }

    /** Reads both lists. */
    static Charon of(String connections, String associations) {
        Set<String> known =
                LOADED.matcher(connections).results().map(m -> m.group(1)).collect(Collectors.toSet());
        Map<String, TunnelReport> states = new LinkedHashMap<>();
        associations.lines().forEach(line -> read(line, states));
        return new Charon(Optional.empty(), known, states);
    }

    /** One line tells one agreement; what the other end says of itself stands before the last children, never after. */
    private static void read(String line, Map<String, TunnelReport> states) {
        Matcher pending = PENDING.matcher(line);
        if (pending.find()) {
            states.putIfAbsent(pending.group(1), TunnelReport.down("the other end is asked and has not answered yet"));
        }
        int children = line.lastIndexOf(CHILDREN);
        if (children >= 0) {
            OptionalLong age = last(ESTABLISHED, line.substring(0, children));
            CHILD.matcher(line.substring(children)).results().forEach(m -> {
                if (m.group(2).contains(" state=INSTALLED ")) {
                    states.merge(m.group(1), up(age, m.group(2)), Charon::younger);
                }
            });
        }
    }

    private static TunnelReport up(OptionalLong age, String child) {
        return new TunnelReport(true, age, number("bytes-in", child), number("bytes-out", child), "");
    }

    private static long number(String key, String child) {
        return last(Pattern.compile(" " + key + "=(\\d{1,18})"), child).orElse(0);
    }

    private static OptionalLong last(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .mapToLong(m -> Long.parseLong(m.group(1)))
                .reduce((first, second) -> second);
    }

    /** Two agreements are there for a moment when one takes the other's place. */
    private static TunnelReport younger(TunnelReport one, TunnelReport other) {
        boolean first = one.up()
                && (!other.up()
                        || one.handshakeSeconds().orElse(Long.MAX_VALUE)
                                <= other.handshakeSeconds().orElse(Long.MAX_VALUE));
        return first ? one : other;
    }

    /** How that tunnel is. */
    TunnelReport state(String tunnel) {
        return states.getOrDefault(tunnel, TunnelReport.down(why(tunnel)));
    }

    private String why(String tunnel) {
        return silence.orElse(
                known.contains(tunnel)
                        ? "the other end refused, or is not made yet: the key there may be another"
                        : "the daemon has not loaded it");
    }
}
