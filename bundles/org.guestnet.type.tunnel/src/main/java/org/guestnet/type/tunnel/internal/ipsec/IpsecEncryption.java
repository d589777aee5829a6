/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import org.guestnet.model.IpAddress;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.spi.Encryption;

/** The encrypted tunnels of one network. */
final class IpsecEncryption implements Encryption {

    private static final int IP_V4 = 20;
    private static final int IP_V6 = 40;
    private static final int UDP =
            8; // always counted: a daemon without the kernel's ESP, and a NAT, put ESP into UDP (RFC 3948)
    private static final int ESP = 8; // RFC 4303: identifier of the security association, sequence number
    private static final int IV = 8; // RFC 4106, AES-GCM
    private static final int ICV = 16;
    private static final int BLOCK = 4; // what is encrypted, with the trailer, is padded to this
    private static final int TRAILER = 2;

    private final Means means;

    IpsecEncryption(Means means) {
        this.means = means;
    }

    @Override
    public String terms() {
        return "encrypted by ipsec with "
                + means.secret()
                        .map(s -> "secret '" + s + "'")
                        .or(() -> means.setting(IpsecEncryptionProvider.AUTHORITY)
                                .map(a -> "certificates of '" + a + "'"))
                        .orElseThrow();
    }

    @Override
    public int innerMtu(int underlay, IpAddress endpoint) {
        int encrypted = underlay - (endpoint.isV6() ? IP_V6 : IP_V4) - UDP - ESP - IV - ICV;
        return Math.max(0, encrypted / BLOCK * BLOCK - TRAILER);
    }

    @Override
    public Means means() {
        return means;
    }
}
