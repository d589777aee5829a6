/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import org.guestnet.model.IpAddress;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.spi.Encryption;

/** The encryption of one network. */
record WireGuardEncryption(Means means) implements Encryption {

    private static final int IP_V4 = 20;
    private static final int IP_V6 = 40;
    private static final int UDP = 8;
    private static final int HEADER = 16; // type, receiver, counter
    private static final int TAG = 16; // Poly1305

    @Override
    public String terms() {
        return "encrypted by wireguard with secret '" + means.secret().orElseThrow() + "' at UDP port " + port();
    }

    @Override
    public String takes() {
        return "UDP port " + port() + " (<encryption port='" + port() + "'>)";
    }

    private String port() {
        return means.setting(WireGuardEncryptionProvider.PORT).orElseThrow();
    }

    /** WireGuard pads packets to 16 bytes, but never beyond the device's MTU. */
    @Override
    public int innerMtu(int underlay, IpAddress endpoint) {
        return Math.max(0, underlay - (endpoint.isV6() ? IP_V6 : IP_V4) - UDP - HEADER - TAG);
    }
}
