/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;

/** What a host is told. Stateless. */
final class Orders {

    private static final int DIGITS = 2; // where they begin in names of devices and tunnels
    private static final int DASH = 12;

    private Orders() {}

    static String device(KeyedTunnel tunnel) {
        return tunnel.tunnel().means().device().orElseThrow().value();
    }

    private static String deviceOf(String tunnel) {
        return "gw" + tunnel.substring(DIGITS, DASH);
    }

    /** What a device without peers is called among tunnels. */
    static String nameOf(String device) {
        return "gx" + device.substring(DIGITS) + "-0";
    }

    static List<HostStep> make(Map<String, Device> there, Collection<Peer> peers, List<KeyedTunnel> missing) {
        Map<String, List<KeyedTunnel>> byDevice =
                missing.stream().collect(groupingBy(Orders::device, LinkedHashMap::new, toList()));
        return byDevice.entrySet().stream()
                .flatMap(
                        e -> make(e.getKey(), Optional.ofNullable(there.get(e.getKey())), peers, e.getValue()).stream())
                .toList();
    }

    /**
     * By the kernel's WireGuard, or where there is none by a process, whose device lives as long as it does. Peers that are none of these
     * tunnels' stay, but for those whose keys are of another secret.
     */
    private static List<HostStep> make(
            String device, Optional<Device> before, Collection<Peer> peers, List<KeyedTunnel> tunnels) {
        List<String> names = tunnels.stream().map(KeyedTunnel::name).toList();
        List<HostStep> steps = new ArrayList<>();
        if (before.isEmpty()) {
            steps.add(HostStep.of(HostOrder.of("ip", "link", "add", "dev", device, "type", "wireguard"), names)
                    .orElse(HostOrder.of("wireguard-go", device)));
        }
        if (before.filter(d -> d.hasKeyOf(tunnels.get(0))).isEmpty()) {
            steps.add(HostStep.of(key(device, tunnels.get(0)), names));
        }
        outdated(device, peers, tunnels.get(0).secret()).ifPresent(order -> steps.add(HostStep.of(order, names)));
        steps.add(HostStep.of(add(device, tunnels), names));
        steps.add(HostStep.of(HostOrder.of("ip", "-batch", "-").reading(links(device, tunnels)), names));
        return steps;
    }

    private static HostOrder key(String device, KeyedTunnel any) {
        return HostOrder.of("wg", "set", device, "listen-port", Document.port(any), "private-key", "/dev/stdin")
                .reading(Document.privateKey(any));
    }

    private static HostOrder add(String device, List<KeyedTunnel> tunnels) {
        return HostOrder.of("wg", "addconf", device, "/dev/stdin").reading(Document.peers(tunnels));
    }

    private static Optional<HostOrder> outdated(String device, Collection<Peer> peers, String secret) {
        List<String> words = peers.stream()
                .filter(p -> p.device().equals(device) && !p.publicKey().equals(PublicKeys.ALL.of(secret, p.inner())))
                .flatMap(p -> Stream.of("peer", p.publicKey(), "remove"))
                .toList();
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(HostOrder.of(Stream.concat(Stream.of("wg", "set", device), words.stream())
                        .toList()));
    }

    private static String links(String device, List<KeyedTunnel> tunnels) {
        String set = "link set dev " + device;
        Stream<String> routes = tunnels.stream()
                .map(t -> "route replace " + t.tunnel().innerRemote() + "/128 dev " + device + " proto 97");
        return Stream.concat(
                        Stream.of(
                                set + " alias guestnet",
                                set + " addrgenmode none",
                                set + " mtu " + tunnels.get(0).tunnel().mtu() + " up"),
                        routes)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    static List<HostStep> renew(List<KeyedTunnel> tunnels) {
        return tunnels.stream().flatMap(Orders::renew).toList();
    }

    private static Stream<HostStep> renew(KeyedTunnel tunnel) {
        String device = device(tunnel);
        String key = Document.remote(tunnel);
        return Stream.of(
                HostStep.of(HostOrder.of("wg", "set", device, "peer", key, "remove"), tunnel.name()),
                HostStep.of(add(device, List.of(tunnel)), tunnel.name()));
    }

    /** A device goes with its last peer, and with it its routes, and its process if it has one. */
    static List<HostStep> remove(Map<String, Peer> there, Collection<String> names) {
        Set<String> staying = there.entrySet().stream()
                .filter(e -> !names.contains(e.getKey()))
                .map(e -> e.getValue().device())
                .collect(Collectors.toSet());
        Map<String, List<String>> byDevice =
                names.stream().collect(groupingBy(Orders::deviceOf, LinkedHashMap::new, toList()));
        return byDevice.entrySet().stream()
                .flatMap(e -> staying.contains(e.getKey())
                        ? e.getValue().stream().flatMap(name -> remove(name, there.get(name)))
                        : Stream.of(HostStep.of(HostOrder.of("ip", "link", "delete", "dev", e.getKey()), e.getValue())))
                .toList();
    }

    private static Stream<HostStep> remove(String name, Peer peer) {
        String to = peer.inner() + "/128";
        return Stream.of(
                HostStep.of(HostOrder.of("ip", "-6", "route", "delete", to, "dev", peer.device(), "proto", "97"), name),
                HostStep.of(HostOrder.of("wg", "set", peer.device(), "peer", peer.publicKey(), "remove"), name));
    }
}
