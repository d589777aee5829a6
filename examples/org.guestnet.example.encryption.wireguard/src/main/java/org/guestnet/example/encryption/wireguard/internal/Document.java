/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import java.util.List;
import java.util.stream.Collectors;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.spi.KeyedTunnel;

/** A device and its peers as {@code wg setconf} and {@code wg addconf} read them. Holds a private key: it goes to standard input alone. */
final class Document {

    private static final int KEEPALIVE = 25; // seconds: so that a handshake's age tells whether the other end is there

    private Document() {}

    /** The whole device. */
    static String device(List<KeyedTunnel> tunnels) {
        KeyedTunnel any = tunnels.get(0);
        return """
                [Interface]
                PrivateKey = %s
                ListenPort = %s
                """.formatted(local(any).privateKey(), port(any)) + peers(tunnels);
    }

    /** Peers alone, for a device that has others. */
    static String peers(List<KeyedTunnel> tunnels) {
        return tunnels.stream().map(Document::peer).collect(Collectors.joining());
    }

    private static String peer(KeyedTunnel tunnel) {
        return """
                [Peer]
                PublicKey = %s
                Endpoint = %s:%s
                AllowedIPs = %s/128
                PersistentKeepalive = %d
                """.formatted(
                        remote(tunnel).publicKey(),
                        bracketed(tunnel.tunnel().remote()),
                        port(tunnel),
                        tunnel.tunnel().innerRemote(),
                        KEEPALIVE);
    }

    private static String bracketed(IpAddress address) {
        return address.isV6() ? "[" + address + "]" : address.toString();
    }

    static EndKey local(KeyedTunnel tunnel) {
        return EndKey.of(tunnel.secret(), tunnel.tunnel().innerLocal());
    }

    static EndKey remote(KeyedTunnel tunnel) {
        return EndKey.of(tunnel.secret(), tunnel.tunnel().innerRemote());
    }

    static String port(KeyedTunnel tunnel) {
        EncryptedTunnel t = tunnel.tunnel();
        return t.means().setting(WireGuardEncryptionProvider.PORT).orElseThrow();
    }
}
