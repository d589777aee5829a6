/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import java.util.List;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.LinkNames;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.TunnelsOnHost;
import org.guestnet.testkit.TestDefinition;

/** Tunnels for tests, and a host that has them. */
final class Samples {

    static final NetworkName RED = new NetworkName("red");
    static final String DEVICE = LinkNames.device('w', RED).value();
    static final IpAddress HERE = IpAddress.parse("192.0.2.1");
    static final String KEY = "red-secret";
    static final KeyedTunnel TWO = tunnel("192.0.2.2", KEY);
    static final KeyedTunnel THREE = tunnel("192.0.2.3", KEY);

    private Samples() {}

    static String xml(String attributes) {
        return "<network type='tunnel'><name>red</name><tunnel><encryption type='wireguard' " + attributes
                + "/></tunnel></network>";
    }

    static Reading<Encryption> read(String attributes) {
        NetworkDefinition definition = TestDefinition.of(xml(attributes));
        XmlElement tunnel = definition.root().first("tunnel").orElseThrow();
        return new WireGuardEncryptionProvider()
                .read(definition, tunnel.first("encryption").orElseThrow());
    }

    static KeyedTunnel tunnel(String remote, String key) {
        Means means =
                read("secret='red-key' port='51820'").value().orElseThrow().means();
        IpAddress there = IpAddress.parse(remote);
        return new KeyedTunnel(
                new EncryptedTunnel(
                        LinkNames.tunnel(RED, there),
                        HERE,
                        there,
                        LinkNames.inner(RED, HERE),
                        LinkNames.inner(RED, there),
                        1440,
                        means),
                key);
    }

    /** As wireguard-tools 1.0.20210914 and iproute2 6.1 say it of a device with two peers, one of which has answered. */
    static TunnelsOnHost host(String flags, String port) {
        String two = Document.remote(TWO);
        String three = Document.remote(THREE);
        return seen(
                DEVICE + " wg0",
                DEVICE + "\t" + Document.local(TWO) + "\nwg0\t(none)",
                DEVICE + "\t" + port + "\nwg0\t51821",
                DEVICE + "\t" + two + "\t" + inner(TWO) + "/128\n" + DEVICE + "\t" + three + "\t" + inner(THREE)
                        + "/128",
                DEVICE + "\t" + two + "\t1700000000\n" + DEVICE + "\t" + three + "\t0",
                DEVICE + "\t" + two + "\t148\t92\n" + DEVICE + "\t" + three + "\t0\t592",
                "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue \\    link/loopback 00:00:00:00:00:00\n2: "
                        + DEVICE
                        + ": <POINTOPOINT,MULTICAST,NOARP" + flags
                        + "> mtu 1440 qdisc pfifo_fast state UNKNOWN \\    link/none \\    alias guestnet",
                inner(TWO) + " dev " + DEVICE + " metric 1024 pref medium\nprohibit " + inner(TWO)
                        + " dev lo metric 4096 pref medium\n" + inner(THREE) + " dev " + DEVICE
                        + " metric 1024 pref medium",
                "1700000030");
    }

    static String inner(KeyedTunnel tunnel) {
        return tunnel.tunnel().innerRemote().toString();
    }

    static TunnelsOnHost seen(String... outputs) {
        List<HostAnswer> answers = java.util.stream.Stream.of(outputs)
                .map(o -> new HostAnswer(0, o, ""))
                .toList();
        return new WireGuardEncryptionProvider().seen(answers);
    }
}
