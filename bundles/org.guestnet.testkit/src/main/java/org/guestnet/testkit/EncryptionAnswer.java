/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.LinkNames;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.TunnelsOnHost;

/** All that a provider says of one encryption, to compare. */
record EncryptionAnswer(
        String terms, String takes, Means means, List<Integer> mtus, List<HostOrder> questions, List<HostStep> steps) {

    private static final IpAddress HERE = IpAddress.parse("192.0.2.1");
    private static final IpAddress THERE = IpAddress.parse("192.0.2.2");
    private static final int INSIDE = 1400;

    static EncryptionAnswer of(EncryptionProvider provider, NetworkName network, Encryption encryption) {
        return new EncryptionAnswer(
                encryption.terms(),
                requireNonNull(encryption.takes(), "takes"),
                encryption.means(),
                IntStream.range(0, 64)
                        .mapToObj(i -> encryption.innerMtu(1280 + i, HERE))
                        .toList(),
                provider.questions(),
                steps(onEmptyHost(provider), tunnel(network, encryption, "key")));
    }

    /** A host that has all programs and no tunnel. */
    static TunnelsOnHost onEmptyHost(EncryptionProvider provider) {
        return provider.seen(provider.questions().stream()
                .map(q -> new HostAnswer(0, "", ""))
                .toList());
    }

    static KeyedTunnel tunnel(NetworkName network, Encryption encryption, String key) {
        EncryptedTunnel tunnel = new EncryptedTunnel(
                LinkNames.tunnel(network, THERE),
                HERE,
                THERE,
                LinkNames.inner(network, HERE),
                LinkNames.inner(network, THERE),
                INSIDE,
                encryption.means());
        return new KeyedTunnel(tunnel, encryption.means().secret().isPresent() ? key : "");
    }

    /** All that a host can be told about a tunnel, and to remove what it has. */
    static List<HostStep> steps(TunnelsOnHost seen, KeyedTunnel tunnel) {
        seen.has(tunnel);
        seen.report(tunnel.name());
        seen.silence();
        return Stream.of(seen.make(List.of(tunnel)), seen.renew(List.of(tunnel)), seen.remove(seen.names()))
                .flatMap(List::stream)
                .toList();
    }
}
