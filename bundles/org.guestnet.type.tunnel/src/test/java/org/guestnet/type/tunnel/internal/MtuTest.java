/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.HostDevice;
import org.guestnet.spi.UplinkOnHost;
import org.guestnet.testkit.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MtuTest {

    private static TestHost host(int mtu, String address) {
        return TestHost.named("kvm1")
                .with(HostDevice.of(new DeviceName("eth0"), "ethernet").withMtu(mtu))
                .withAddresses("eth0", address);
    }

    private static UplinkOnHost on(TestHost host, boolean encrypted) {
        return (encrypted ? Tunnels.encrypted() : Tunnels.byDevice()).on(host);
    }

    @ParameterizedTest
    @CsvSource({
        "1500, 192.0.2.7, false, 1450",
        "1500, 2001:db8::7, false, 1430",
        "9000, 192.0.2.7, false, 8950",
        "1500, 192.0.2.7, true, 1368", // 1500 - 20 - 8 - 8 - 8 - 16 = 1440 encrypted, 2 of them the trailer; - 70
        "1500, 2001:db8::7, true, 1348",
        "1503, 192.0.2.7, true, 1368", // padded to four bytes
        "1504, 192.0.2.7, true, 1372",
        "9000, 192.0.2.7, true, 8868",
        "1330, 192.0.2.7, false, 1280",
    })
    void isWhatTheUnderlayCarriesLessEachEncapsulation(int mtu, String address, boolean encrypted, int carried) {
        UplinkOnHost on = on(host(mtu, address), encrypted);
        assertThat(on.mtu()).hasValue(carried);
        assertThat(on.findings()).isEmpty();
    }

    @Test
    void isAssumedWhereTheDeviceIsNotTold() {
        UplinkOnHost on = on(TestHost.named("kvm1").withAddresses("eth0", "192.0.2.7"), false);
        assertThat(on.mtu()).hasValue(1450);
        assertThat(on.findings())
                .extracting(Finding::toString)
                .containsExactly("TUNNEL_MTU: the MTU below the tunnel is not known; with 1500 bytes the tunnel carries"
                        + " 1450 (host kvm1, line 3, /network/tunnel[1]/local[1])."
                        + " Try: check that the wire carries 1500 bytes");
    }

    @Test
    void isToldIfItIsTooSmallForVersionSix() {
        UplinkOnHost on = on(host(1329, "192.0.2.7"), false);
        assertThat(on.mtu()).hasValue(1279);
        assertThat(on.findings())
                .extracting(Finding::severity, Finding::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Severity.NOTICE, "the tunnel carries packets of 1279 bytes, and guests' IPv6 needs 1280"));
    }

    @ParameterizedTest
    @CsvSource({"117, false", "68, true", "0, true"})
    void isNothingWhereNothingFits(int mtu, boolean encrypted) {
        UplinkOnHost on = on(host(mtu, "192.0.2.7"), encrypted);
        assertThat(on.endpoint()).isEmpty();
        assertThat(on.findings()).extracting(Finding::severity).isEqualTo(List.of(Severity.BLOCKER));
    }
}
