/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.hostlink.internal.seen.TunnelFile;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.IpsecTunnel;
import org.guestnet.model.link.IpsecTunnel.Certificate;

/**
 * A tunnel as strongSwan's swanctl reads it. With a key each tunnel is a connection of its own, known by the inner addresses. With
 * certificates, which do not name inner addresses, all tunnels between two ends share one connection: their files say the same of
 * it, and swanctl merges sections of one name.
 *
 * <p>Each end begins; only {@linkplain #leads one} of them begins again after the other went silent, and asks for new keys: were it
 * both, agreements would be doubled, taken for outdated, ended and begun again without end.
 */
final class TunnelDocument {

    private static final int DIGEST = 16;

    private final IpsecTunnel tunnel;
    private final Optional<String> secret;

    private TunnelDocument(IpsecTunnel tunnel, Optional<String> secret) {
        this.tunnel = tunnel;
        this.secret = secret;
    }

    static TunnelDocument of(IpsecTunnel tunnel, SecretStore secrets) throws GuestnetException {
        var name = tunnel.authentication().secret();
        return new TunnelDocument(
                tunnel, name.isPresent() ? Optional.of(secrets.secret(name.get())) : Optional.empty());
    }

    /** Whether this end of the tunnel is the one that acts when one has to. */
    static boolean leads(IpsecTunnel tunnel) {
        return Arrays.compareUnsigned(
                        tunnel.innerLocal().bytes(), tunnel.innerRemote().bytes())
                < 0;
    }

    /** What the daemon calls the agreement of both ends. */
    static String connection(IpsecTunnel t) {
        return t.authentication()
                .certificate()
                .map(c -> "guestnet-"
                        + digest(t.local() + " " + t.remote() + " " + c.certificate() + " " + c.authority()))
                .orElse(t.name());
    }

    /** The file's first line, by which it is known. */
    String head() {
        return TunnelFile.head(tunnel, digest(body()));
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
                        tunnel.authentication().certificate().map(this::ends).orElseGet(this::ends),
                        tunnel.name(),
                        tunnel.innerLocal(),
                        tunnel.innerRemote(),
                        leads(tunnel) ? "restart" : "trap",
                        secret.map(this::key).orElse(""));
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
    private String ends(Certificate files) {
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
                """.formatted(tunnel.local(), files.certificate(), tunnel.remote(), files.authority());
    }

    /** In hexadecimal digits no character of a key means anything to swanctl. */
    private String key(String value) {
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
                        HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
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
