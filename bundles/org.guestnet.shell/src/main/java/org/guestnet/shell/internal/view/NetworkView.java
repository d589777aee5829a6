/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guestnet.api.NetworkSummary;
import org.guestnet.model.NetworkType;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** Networks over all hosts. */
public final class NetworkView implements View<NetworkSummary> {

    @Override
    public Table table(List<NetworkSummary> networks) {
        Table table = new Table(
                "No host has a network. Try: net:define HOST FILE",
                "NAME",
                "SEGMENT",
                "HOSTS",
                "ACTIVE",
                "DRIFT",
                "ERRORS",
                "GUESTS",
                "FREE",
                "TYPES");
        networks.forEach(n -> table.row(
                n.name(),
                Cells.orDash(n.segment()),
                n.hosts(),
                n.active(),
                n.drift(),
                n.errors(),
                n.guests(),
                Cells.ofLimit(n.free(), n.capacity()),
                types(n).entrySet().stream()
                        .map(e -> e.getKey() + ":" + e.getValue())
                        .collect(Collectors.joining(" "))));
        return table;
    }

    @Override
    public Object json(NetworkSummary network) {
        return Json.object(
                "name",
                network.name(),
                "segment",
                network.segment(),
                "hosts",
                network.hosts(),
                "active",
                network.active(),
                "drift",
                network.drift(),
                "errors",
                network.errors(),
                "guests",
                network.guests(),
                "free",
                network.free(),
                "capacity",
                network.capacity(),
                "types",
                types(network));
    }

    /** The type of most hosts first. */
    private static Map<String, Integer> types(NetworkSummary network) {
        Comparator<Map.Entry<NetworkType, Integer>> most = Map.Entry.comparingByValue(Comparator.reverseOrder());
        Map<String, Integer> types = new LinkedHashMap<>();
        network.types().entrySet().stream()
                .sorted(most.thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> types.put(e.getKey().value(), e.getValue()));
        return types;
    }
}
