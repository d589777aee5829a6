/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.type.tunnel.internal.Tunnels.HERE;
import static org.guestnet.type.tunnel.internal.Tunnels.HOST;

import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.spi.HostView;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkOnHost;
import org.guestnet.testkit.TestHost;
import org.junit.jupiter.api.Test;

/** Where a host's end of a tunnel is, or why it has none. */
class EndpointTest {

    private static final TestHost BARE = TestHost.named("kvm1").withDevices("eth0");

    private static void nowhere(Uplink uplink, HostView host, Severity severity, String said) {
        UplinkOnHost on = uplink.on(host);
        assertThat(on.endpoint()).isEmpty();
        assertThat(on.findings())
                .extracting(Finding::severity, Finding::toString)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(severity, said));
    }

    private static Uplink byAddress(String address) {
        return Tunnels.uplink("", "<local address='" + address + "'/>");
    }

    @Test
    void isTheFirstRoutableAddressOfTheDeviceAndRatherOfVersionFour() {
        assertThat(Tunnels.byDevice().on(HOST).endpoint()).contains(HERE);
        assertThat(Tunnels.byDevice()
                        .on(BARE.withAddresses("eth0", "fe80::1", "2001:db8::7", "2001:db8::8"))
                        .endpoint())
                .contains(IpAddress.parse("2001:db8::7"));
    }

    @Test
    void isOfTheVersionOfListedPeers() {
        Uplink listed = Tunnels.uplink("", "<local dev='eth0'/><peer address='2001:db8::9'/>");
        assertThat(listed.on(HOST).endpoint()).contains(IpAddress.parse("2001:db8::7"));
        assertThat(listed.on(BARE.withAddresses("eth0", "192.0.2.7")).endpoint())
                .isEmpty();
    }

    @Test
    void isNeverAnAddressInside() {
        String inner = LinkNames.inner(Tunnels.RED, HERE).toString();
        assertThat(Tunnels.byDevice()
                        .on(BARE.withAddresses("eth0", inner, "2001:db8::7"))
                        .endpoint())
                .contains(IpAddress.parse("2001:db8::7"));
    }

    @Test
    void isTheAddressThatTheDefinitionNames() {
        assertThat(byAddress("192.0.2.8").on(HOST).endpoint()).contains(IpAddress.parse("192.0.2.8"));
        nowhere(
                byAddress("192.0.2.99"),
                HOST,
                Severity.BLOCKER,
                "UNDERLAY_MISSING: no device of the host has address 192.0.2.99"
                        + " (host kvm1, line 3, /network/tunnel[1]/local[1])."
                        + " Try: name an address of the host in <local address='…'>, or its device in <local dev='…'>");
    }

    @Test
    void isNowhereWithoutAShell() {
        nowhere(
                Tunnels.byDevice(),
                BARE,
                Severity.BLOCKER,
                "SHELL_MISSING: the host's shell is not reached, so no tunnel can be made on it"
                        + " (host kvm1, line 3, /network/tunnel[1]). Try: host:set kvm1 --shell ssh://…");
    }

    @Test
    void isNowhereWithoutTheDevice() {
        nowhere(
                Tunnels.byDevice(),
                TestHost.named("kvm2").withDevices("ens1").withShell(),
                Severity.BLOCKER,
                "UNDERLAY_MISSING: the host has no device eth0 for the tunnel to leave by"
                        + " (host kvm2, line 3, /network/tunnel[1]/local[1])."
                        + " Try: name a device of the host in <local dev='…'>");
    }

    @Test
    void isStillToBeToldAndKeepsNobodyAway() {
        nowhere(
                Tunnels.byDevice(),
                BARE.withShell(),
                Severity.NOTICE,
                "UNDERLAY_MISSING: the host has not told its addresses yet, so its end of the tunnel is still to be"
                        + " made (host kvm1, line 3, /network/tunnel[1]/local[1])."
                        + " Try: nothing if its shell answers soon; host:show kvm1 says whether it does");
    }

    @Test
    void isNowhereOnADeviceWithoutAddress() {
        nowhere(
                Tunnels.byDevice(),
                BARE.withAddresses("eth0", "fe80::1"),
                Severity.NOTICE,
                "UNDERLAY_MISSING: device eth0 has no address that other hosts reach"
                        + " (host kvm1, line 3, /network/tunnel[1]/local[1])."
                        + " Try: give the device an address, or name another one in <local dev='…'>");
    }

    @Test
    void isNoPeerOfItself() {
        nowhere(
                Tunnels.uplink("", "<local dev='eth0'/><peer address='192.0.2.9'/><peer address='192.0.2.7'/>"),
                HOST,
                Severity.BLOCKER,
                "DEFINITION_INVALID: peer 192.0.2.7 is the host itself"
                        + " (host kvm1, line 3, /network/tunnel[1]/peer[2]). Try: leave it out");
    }

    @Test
    void isFoundWhereTheHostTellsNoDevices() {
        assertThat(Tunnels.byDevice()
                        .on(TestHost.named("untold").withAddresses("eth0", "192.0.2.7"))
                        .endpoint())
                .contains(HERE);
    }
}
