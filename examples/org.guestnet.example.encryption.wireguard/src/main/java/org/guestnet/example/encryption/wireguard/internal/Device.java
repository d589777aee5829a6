/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guestnet.spi.KeyedTunnel;

/**
 * A WireGuard device that is ours.
 *
 * @param name of the device
 * @param publicKey the host's own
 * @param port UDP port at which it listens
 * @param up whether it was set up
 * @param mtu in bytes
 */
record Device(String name, String publicKey, String port, boolean up, int mtu) {

    private static final Pattern LINK = Pattern.compile("\\d+: (gw[0-9a-f]{10}): <([A-Z_,]*)> mtu (\\d{1,9}) (.*)");
    private static final Pattern ALIAS = Pattern.compile("\\salias (.*)");

    /** By name. One of our names with somebody else's mark is not ours; one without may be begun. */
    static Map<String, Device> all(HostWords words) {
        Map<String, String> keys = words.publicKeys().collect(Collectors.toMap(w -> w[0], w -> w[1], (a, b) -> b));
        Map<String, String> ports = words.ports().collect(Collectors.toMap(w -> w[0], w -> w[1], (a, b) -> b));
        return words.links()
                .map(LINK::matcher)
                .filter(m -> m.matches() && keys.containsKey(m.group(1)) && isOurs(m.group(4)))
                .map(m -> of(m, keys, ports))
                .collect(Collectors.toMap(Device::name, d -> d, (a, b) -> b));
    }

    private static Device of(Matcher m, Map<String, String> keys, Map<String, String> ports) {
        String name = m.group(1);
        boolean up = m.group(2).matches("(.*,)?UP(,.*)?");
        return new Device(name, keys.get(name), ports.getOrDefault(name, ""), up, Integer.parseInt(m.group(3)));
    }

    private static boolean isOurs(String rest) {
        Matcher alias = ALIAS.matcher(rest);
        return !alias.find() || alias.group(1).strip().equals("guestnet");
    }

    /** Whether its end of the tunnel is as it is to be. */
    boolean is(KeyedTunnel wanted) {
        return hasKeyOf(wanted) && up && mtu == wanted.tunnel().mtu();
    }

    boolean hasKeyOf(KeyedTunnel wanted) {
        return port.equals(Document.port(wanted)) && publicKey.equals(Document.local(wanted));
    }
}
