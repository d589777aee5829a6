/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import static org.assertj.core.api.Assertions.assertThat;

import org.guestnet.model.IpAddress;
import org.junit.jupiter.api.Test;

class IpsecEncryptionTest {

    /** RFC 4303: what is encrypted is the packet, padding and two bytes, and fills blocks of four. */
    @Test
    void fitsTheUnderlayToTheLastByte() {
        IpAddress endpoint = IpAddress.parse("192.0.2.7");
        IpsecEncryption ipsec = new IpsecEncryption(Samples.BY_KEY);
        for (int underlay = 576; underlay < 9300; underlay++) {
            int inner = ipsec.innerMtu(underlay, endpoint);
            assertThat(outer(inner)).isLessThanOrEqualTo(underlay);
            assertThat(outer(inner + 1)).isGreaterThan(underlay);
        }
    }

    private static int outer(int packet) {
        int encrypted = (packet + 2 + 3) / 4 * 4;
        return 20 + 8 + 8 + 8 + encrypted + 16;
    }
}
