/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.LinkNames;

/**
 * Another end as a host's WireGuard knows it.
 *
 * @param device through which it is reached
 * @param publicKey by which it is known
 * @param inner the address that it has inside
 * @param handshake when it last convinced: seconds since 1970 by the host's clock; 0 if never
 * @param received bytes
 * @param sent bytes
 */
record Peer(String device, String publicKey, IpAddress inner, long handshake, long received, long sent) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{43}=");
    private static final String[] NOTHING = {"", "", "0", "0"};

    /** Those of some devices that have one inner address, by the names of the tunnels to them. */
    static Map<String, Peer> all(HostWords words, Set<String> devices) {
        Map<List<String>, String[]> handshakes = new HashMap<>();
        Map<List<String>, String[]> transfers = new HashMap<>();
        words.handshakes().forEach(w -> handshakes.put(List.of(w[0], w[1]), w));
        words.transfers().forEach(w -> transfers.put(List.of(w[0], w[1]), w));
        Map<String, Peer> peers = new HashMap<>();
        words.allowed()
                .filter(w -> devices.contains(w[0]) && KEY.matcher(w[1]).matches())
                .forEach(w -> inner(w[2]).ifPresent(inner -> {
                    List<String> key = List.of(w[0], w[1]);
                    String[] bytes = transfers.getOrDefault(key, NOTHING);
                    peers.put(
                            LinkNames.tunnel(new DeviceName(w[0]), inner),
                            new Peer(
                                    w[0],
                                    w[1],
                                    inner,
                                    HostWords.number(handshakes.getOrDefault(key, NOTHING)[2]),
                                    HostWords.number(bytes[2]),
                                    HostWords.number(bytes[3])));
                }));
        return peers;
    }

    /** An inner address as programs write it, alone; empty if it is something else. */
    static Optional<IpAddress> inner(String text) {
        try {
            return Optional.of(IpAddress.parse(text.replaceFirst("/128$", ""))).filter(LinkNames::isInner);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
