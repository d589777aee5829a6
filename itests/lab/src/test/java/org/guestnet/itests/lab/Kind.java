/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a host may make of the network that all hosts call {@code red}. */
enum Kind {
    DIRECT_BRIDGE("direct, bridge"),
    DIRECT_VEPA("direct, vepa"),
    DIRECT_PRIVATE("direct, private"),
    DIRECT_PASSTHROUGH("direct, passthrough"),
    BRIDGE("bridge"),
    VIRTUAL("virtual");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    /** As it stands in the table. */
    String title() {
        return title;
    }

    /** Whether its wire ends at its host. */
    boolean isLocal() {
        return this == VIRTUAL;
    }

    /** The definition. @param device a card of the host that is free; @param bridge a bridge of the host over another card */
    String definition(String device, String bridge) {
        return switch (this) {
            case BRIDGE -> "<network type='bridge'><name>red</name><bridge name='" + bridge + "'/></network>";
            case VIRTUAL ->
                "<network type='virtual'><name>red</name><forward mode='nat'/><bridge name='virbr7' stp='off' delay='0'/>"
                        + "<ip address='192.168.177.1' netmask='255.255.255.0'/></network>";
            default ->
                "<network type='direct'><name>red</name><source mode='" + title.replaceFirst(".*, ", "")
                        + "'><interface dev='" + device + "'/></source></network>";
        };
    }

    /** All kinds in an order in which each pair, a kind with itself too, comes once: first and last are the same. */
    static List<Kind> tour() {
        Map<Kind, Deque<Kind>> left = Stream.of(values())
                .collect(Collectors.toMap(Function.identity(), k -> new ArrayDeque<>(List.of(values()))));
        Deque<Kind> path = new ArrayDeque<>(List.of(DIRECT_BRIDGE));
        List<Kind> tour = new ArrayList<>();
        while (!path.isEmpty()) {
            Deque<Kind> next = left.get(path.peek());
            if (next.isEmpty()) {
                tour.add(path.pop());
            } else {
                path.push(next.pop());
            }
        }
        Collections.reverse(tour);
        return tour;
    }
}
