/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.testkit.TestDefinition;
import org.guestnet.testkit.TestHost;
import org.guestnet.testkit.TestPort;
import org.guestnet.testkit.TestUsage;
import org.junit.jupiter.api.Test;

/** What a pool is on a host, and whom it admits. */
class DirectNetworkTest {

    private static final TestHost HOST = TestHost.named("kvm1")
            .withDevices("eth0", "eth1")
            .withDeviceDown("eth2")
            .withBridge("br0", "eth3");

    private static DefinedNetwork network(String inside) {
        return new DirectNetworkType()
                .read(TestDefinition.of("<network type='direct'>\n<name>n</name>\n" + inside + "\n</network>"))
                .value()
                .orElseThrow();
    }

    private static DefinedNetwork pool(String... devices) {
        StringBuilder source = new StringBuilder("<source>\n");
        for (String device : devices) {
            source.append("<interface dev='").append(device).append("'/>\n");
        }
        return network(source.append("</source>").toString());
    }

    private static List<Optional<String>> problems(DefinedNetwork network, HostView host) {
        return network.on(host).attachmentPoints().stream()
                .map(p -> p.unusable().map(Finding::detail))
                .toList();
    }

    private static List<String> refused(DefinedNetwork network, String nic) {
        return network.admits(HOST, TestPort.of("<interface>" + nic + "</interface>")).stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void listsItsMembersInTheOrderOfTheDefinition() {
        assertThat(pool("eth1", "eth0").on(HOST).attachmentPoints())
                .extracting(AttachmentPoint::identity)
                .containsExactly("eth1", "eth0");
    }

    @Test
    void saysWhyAMemberCannotBeUsed() {
        assertThat(problems(pool("eth0", "eth2", "eth3", "gone0"), HOST))
                .containsExactly(
                        Optional.empty(),
                        Optional.of("device eth2 is down"),
                        Optional.of("device eth3 is a member of bridge br0, so it takes no macvtap"),
                        Optional.of("the host has no device gone0"));
    }

    @Test
    void asksForConsentToANameThatMayBeMistyped() {
        assertThat(pool("eth0", "gone0").on(HOST).findings())
                .extracting(Finding::severity, Finding::toString)
                .containsExactly(tuple(
                        Finding.Severity.CONSENT,
                        "DEVICE_UNKNOWN: the host has no device gone0"
                                + " (host kvm1, line 5, /network/source[1]/interface[2])."
                                + " Try: correct the name, or plug the device in"));
    }

    @Test
    void noticesAMemberOfARangeThatIsAbsent() {
        assertThat(pool("eth[0-1]", "gone[0-7]").on(HOST).findings())
                .extracting(Finding::severity, Finding::toString)
                .containsExactly(tuple(
                        Finding.Severity.NOTICE,
                        "MEMBER_UNUSABLE: the host has no device gone0; likewise gone1, gone2, gone3, gone4 and 3 more"
                                + " (host kvm1, line 5, /network/source[1]/interface[2])."
                                + " Try: correct the name, or plug the device in"));
    }

    @Test
    void noticesAMemberThatCannotWorkAtItsPlace() {
        assertThat(pool("eth0", "eth2").on(HOST).findings())
                .extracting(Finding::severity, Finding::toString)
                .containsExactly(tuple(
                        Finding.Severity.NOTICE,
                        "MEMBER_UNUSABLE: device eth2 is down"
                                + " (host kvm1, line 5, /network/source[1]/interface[2])."
                                + " Try: bring it up: ip link set eth2 up"));
    }

    @Test
    void noticesAPoolThatNoGuestCanUse() {
        assertThat(pool("gone0", "gone1").on(HOST).findings())
                .extracting(Finding::severity, Finding::detail)
                .contains(tuple(
                        Finding.Severity.NOTICE,
                        "no device of the pool can be used now: its capacity is 0, and guests cannot start"))
                .hasSize(3);
    }

    @Test
    void claimsNothingOfAHostThatTellsNoDevices() {
        TestHost untold = TestHost.named("untold");
        assertThat(problems(pool("eth0"), untold)).containsExactly(Optional.empty());
        assertThat(pool("eth0").on(untold).findings()).isEmpty();
    }

    @Test
    void prefersTheLeastUsedMemberAndOfThoseTheFirst() {
        DefinedNetwork network = pool("eth0", "eth1");
        List<AttachmentPoint> points = network.on(HOST).attachmentPoints();
        TestPort nic = TestPort.of("<interface/>");
        assertThat(network.prefer(HOST, nic, points, TestUsage.none())).isEqualTo(points);
        assertThat(network.prefer(HOST, nic, points, TestUsage.none().with("eth0", 1)))
                .containsExactly(points.get(1), points.get(0));
    }

    @Test
    void admitsVlanTagsInPassthroughModeOnly() {
        String vlan = "<vlan><tag id='4'/></vlan>";
        assertThat(refused(network("<source mode='passthrough'><interface dev='eth0'/></source>"), vlan))
                .isEmpty();
        assertThat(refused(pool("eth0"), vlan)).containsExactly(Codes.OPTION_UNSUPPORTED);
    }

    @Test
    void admitsNobodyToAPortgroupThatItLacks() {
        assertThat(refused(pool("eth0"), "<source network='n' portgroup='gold'/>"))
                .containsExactly(Codes.PORTGROUP_UNKNOWN);
    }

    @Test
    void admitsAGuestThatTakesAPrivateDeviceForItselfOnlyIfThePoolIsCountedSo() {
        String pool = "<source mode='private'><interface dev='eth0'/></source>";
        String nic = "<virtualport type='802.1Qbh'><parameters profileid='p'/></virtualport>";
        assertThat(refused(network(pool), nic)).containsExactly(Codes.OPTION_UNSUPPORTED);
        assertThat(refused(network(pool + "<virtualport type='802.1Qbh'/>"), nic))
                .isEmpty();
        assertThat(refused(pool("eth0"), nic)).isEmpty();
    }
}
