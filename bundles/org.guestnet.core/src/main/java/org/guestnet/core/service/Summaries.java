/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.guestnet.api.HostedNetwork;
import org.guestnet.api.NetworkSummary;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;

/** Sums one network up over its hosts. */
final class Summaries {

    private Summaries() {}

    static NetworkSummary of(NetworkName name, List<HostedNetwork> hosts) {
        Map<NetworkType, Integer> types = new TreeMap<>();
        hosts.forEach(h -> types.merge(h.type(), 1, Integer::sum));
        return new NetworkSummary(
                name,
                segment(hosts),
                hosts.size(),
                count(hosts, HostedNetwork::active),
                count(hosts, h -> h.findings().stream().anyMatch(f -> f.code().equals(Codes.DRIFTED))),
                count(hosts, h -> h.findings().stream().anyMatch(f -> f.severity() == Severity.BLOCKER)),
                hosts.stream().mapToInt(h -> h.guests().size()).sum(),
                sum(hosts, HostedNetwork::free),
                sum(hosts, HostedNetwork::capacity),
                types);
    }

    private static Optional<String> segment(List<HostedNetwork> hosts) {
        List<Optional<String>> named =
                hosts.stream().map(HostedNetwork::segment).distinct().toList();
        return named.size() == 1 ? named.get(0) : Optional.empty();
    }

    private static int count(List<HostedNetwork> hosts, Predicate<HostedNetwork> condition) {
        return (int) hosts.stream().filter(condition).count();
    }

    private static OptionalInt sum(List<HostedNetwork> hosts, Function<HostedNetwork, OptionalInt> amount) {
        boolean unlimited = hosts.stream().map(amount).anyMatch(OptionalInt::isEmpty);
        return unlimited
                ? OptionalInt.empty()
                : OptionalInt.of(hosts.stream()
                        .map(amount)
                        .mapToInt(OptionalInt::getAsInt)
                        .sum());
    }
}
