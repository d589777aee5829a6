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

/** A device's key and its peers as {@code wg} reads them. The key is a private one: it goes to standard input alone. */
final class Document {

    private static final int KEEPALIVE = 25; // seconds: so that a handshake's age tells whether the other end is there

    private Document() {}

    /** Peers, for a device that may have others. */
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
                        remote(tunnel),
                        bracketed(tunnel.tunnel().remote()),
                        port(tunnel),
                        tunnel.tunnel().innerRemote(),
                        KEEPALIVE);
    }

    private static String bracketed(IpAddress address) {
        return address.isV6() ? "[" + address + "]" : address.toString();
    }

    /** The host's own, as {@code wg set … private-key} reads it. */
    static String privateKey(KeyedTunnel tunnel) {
        return EndKey.of(tunnel.secret(), tunnel.tunnel().innerLocal()).privateKey() + "\n";
    }

    /** The host's public key. */
    static String local(KeyedTunnel tunnel) {
        return PublicKeys.ALL.of(tunnel.secret(), tunnel.tunnel().innerLocal());
    }

    /** The other end's. */
    static String remote(KeyedTunnel tunnel) {
        return PublicKeys.ALL.of(tunnel.secret(), tunnel.tunnel().innerRemote());
    }

    static String port(KeyedTunnel tunnel) {
        EncryptedTunnel t = tunnel.tunnel();
        return t.means().setting(WireGuardEncryptionProvider.PORT).orElseThrow();
    }
}
