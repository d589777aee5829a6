/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.LinkNames;

/** Tunnels for tests, and what real hosts said: strongSwan 5.9.8. */
final class Samples {

    static final Means BY_KEY = Means.of("ipsec").with(new SecretName("key"));

    private Samples() {}

    static Means by(String certificate, String authority) {
        return Means.of("ipsec").with(Map.of("certificate", certificate, "authority", authority));
    }

    static EncryptedTunnel tunnel(String network, String remote, Means by) {
        NetworkName name = new NetworkName(network);
        IpAddress here = IpAddress.parse("192.0.2.1");
        IpAddress there = IpAddress.parse(remote);
        return new EncryptedTunnel(
                LinkNames.tunnel(name, there),
                here,
                there,
                LinkNames.inner(name, here),
                LinkNames.inner(name, there),
                1438,
                by);
    }

    /** The other end of it. */
    static EncryptedTunnel back(EncryptedTunnel t) {
        return new EncryptedTunnel(
                "gx0000000000-back", t.remote(), t.local(), t.innerRemote(), t.innerLocal(), t.mtu(), t.means());
    }

    static String recorded(String file) {
        try (InputStream in = Samples.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
