/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.spi.KeyedTunnel;

/**
 * A tunnel as strongSwan's swanctl reads it. With a key each tunnel is a connection of its own, known by the inner addresses. With
 * certificates, which do not name inner addresses, all tunnels between two ends share one connection: their files say the same of
 * it, and swanctl merges sections of one name.
 *
 * <p>Each end begins; only {@linkplain #leads one} of them begins again after the other went silent, and asks for new keys: were it
 * both, agreements would be doubled, taken for outdated, ended and begun again without end.
 */
final class SwanctlDocument {

    private static final int DIGEST = 16;
    private static final String CERTIFICATE = IpsecEncryptionProvider.CERTIFICATE;
    private static final String AUTHORITY = IpsecEncryptionProvider.AUTHORITY;

    private final EncryptedTunnel tunnel;
    private final String secret;

    SwanctlDocument(KeyedTunnel keyed) {
        this.tunnel = keyed.tunnel();
        this.secret = keyed.secret();
    }

    /** Whether this end of the tunnel is the one that acts when one has to. */
    static boolean leads(EncryptedTunnel tunnel) {
        return Arrays.compareUnsigned(
                        tunnel.innerLocal().bytes(), tunnel.innerRemote().bytes())
                < 0;
    }

    /** What the daemon calls the agreement of both ends. */
    static String connection(EncryptedTunnel t) {
        return t.means()
                .setting(CERTIFICATE)
                .map(c -> "guestnet-"
                        + digest(t.local() + " " + t.remote() + " " + c + " "
                                + t.means().setting(AUTHORITY).orElseThrow()))
                .orElse(t.name());
    }

    /** The file's first line, by which it is known. */
    String head() {
        return SwanctlFile.head(tunnel.name(), digest(body()));
    }

    /** The whole file; with the key. */
    String text() {
        return head() + "\n" + body();
    }

    private String body() {
        return """
                connections {
                  %s {
                    version = 2
                    local_addrs = %s
                    remote_addrs = %s
                    proposals = aes128gcm16-prfsha256-ecp256,aes256gcm16-prfsha384-ecp384,default
                    keyingtries = 0
                    dpd_delay = 5s
                    rekey_time = 4h
                    unique = replace
                %s\
                    children {
                      %s {
                        mode = tunnel
                        local_ts = %s/128
                        remote_ts = %s/128
                        esp_proposals = aes128gcm16,aes256gcm16
                        start_action = trap|start
                        close_action = trap
                        dpd_action = %s
                      }
                    }
                  }
                }
                %s""".formatted(
                        connection(tunnel),
                        tunnel.local(),
                        tunnel.remote(),
                        tunnel.means().setting(CERTIFICATE).map(this::ends).orElseGet(this::ends),
                        tunnel.name(),
                        tunnel.innerLocal(),
                        tunnel.innerRemote(),
                        leads(tunnel) ? "restart" : "trap",
                        tunnel.means().secret().isPresent() ? key() : "");
    }

    private String ends() {
        return """
                    local {
                      auth = psk
                      id = %s
                    }
                    remote {
                      auth = psk
                      id = %s
                    }
                """.formatted(tunnel.innerLocal(), tunnel.innerRemote());
    }

    /** Each certificate names its host's address on the underlay, so that no host of the authority passes for another. */
    private String ends(String certificate) {
        return """
                    local {
                      auth = pubkey
                      id = %s
                      certs = %s
                    }
                    remote {
                      auth = pubkey
                      id = %s
                      cacerts = %s
                    }
                """.formatted(
                        tunnel.local(),
                        certificate,
                        tunnel.remote(),
                        tunnel.means().setting(AUTHORITY).orElseThrow());
    }

    /** In hexadecimal digits no character of a key means anything to swanctl. */
    private String key() {
        return """
                secrets {
                  ike-%s {
                    id-local = %s
                    id-remote = %s
                    secret = 0x%s
                  }
                }
                """.formatted(
                        tunnel.name(),
                        tunnel.innerLocal(),
                        tunnel.innerRemote(),
                        HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return head();
    }
}
