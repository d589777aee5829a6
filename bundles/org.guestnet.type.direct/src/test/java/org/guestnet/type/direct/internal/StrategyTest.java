/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.testkit.TestDefinition;
import org.guestnet.testkit.TestHost;
import org.guestnet.testkit.TestPort;
import org.guestnet.testkit.TestUsage;
import org.junit.jupiter.api.Test;

/** Which member comes first, guest after guest. */
class StrategyTest {

    private static final TestHost HOST = TestHost.named("kvm1")
            .with(device("eth0", 0))
            .with(device("eth1", 0))
            .with(device("eth2", 1))
            .with(device("eth3", 1));

    private static HostDevice device(String name, int node) {
        return HostDevice.of(new DeviceName(name), "ethernet").withLinkUp(true).withNumaNode(node);
    }

    private static DefinedNetwork network(String strategy) {
        return new DirectNetworkType()
                .read(TestDefinition.of("<network type='direct'><name>n</name><source" + strategy
                        + "><interface dev='eth[0-3]' maxConnections='2'/></source></network>"))
                .value()
                .orElseThrow();
    }

    /** The members of so many guests in turn, as the core would place them. */
    private static List<String> placed(String strategy, int guests, TestUsage usage) {
        DefinedNetwork network = network(strategy);
        List<String> taken = new ArrayList<>();
        TestUsage now = usage;
        for (int guest = 1; guest <= guests; guest++) {
            AttachmentPoint point = prefer(network, now).get(0);
            taken.add(point.device().value());
            now = now.with(point.identity(), now.portsAt(point) + 1).withTaken(point.identity(), guest);
        }
        return taken;
    }

    private static List<AttachmentPoint> prefer(DefinedNetwork network, TestUsage usage) {
        List<AttachmentPoint> open = network.on(HOST).attachmentPoints().stream()
                .filter(p -> usage.portsAt(p) < p.limit().orElseThrow())
                .toList();
        return network.prefer(HOST, TestPort.of("<interface/>"), open, usage);
    }

    @Test
    void leastUsedIsTheDefault() {
        TestUsage usage = TestUsage.none().with("eth0", 1);
        assertThat(placed("", 4, usage)).isEqualTo(placed(" strategy='least-used'", 4, usage));
        assertThat(placed("", 4, usage)).containsExactly("eth1", "eth2", "eth3", "eth0");
    }

    @Test
    void roundRobinGoesOnWhereItWasWhoeverLeft() {
        assertThat(placed(" strategy='round-robin'", 6, TestUsage.none()))
                .containsExactly("eth0", "eth1", "eth2", "eth3", "eth0", "eth1");
        TestUsage eth2Left = TestUsage.none()
                .with("eth0", 1)
                .with("eth1", 1)
                .withTaken("eth0", 1)
                .withTaken("eth1", 2)
                .withTaken("eth2", 3);
        assertThat(prefer(network(" strategy='round-robin'"), eth2Left))
                .extracting(p -> p.device().value())
                .containsExactly("eth3", "eth0", "eth1", "eth2");
    }

    @Test
    void fillTakesTheFirstUntilItIsFull() {
        assertThat(placed(" strategy='fill'", 5, TestUsage.none()))
                .containsExactly("eth0", "eth0", "eth1", "eth1", "eth2");
        assertThat(placed(
                        " strategy='fill'", 2, TestUsage.none().with("eth0", 1).with("eth1", 2)))
                .containsExactly("eth0", "eth2");
    }

    @Test
    void spreadNumaTakesTurnsBetweenTheNodes() {
        assertThat(placed(" strategy='spread-numa'", 4, TestUsage.none()))
                .containsExactly("eth0", "eth2", "eth1", "eth3");
    }

    @Test
    void spreadNumaCountsMembersThatAreFullToo() {
        TestUsage usage = TestUsage.none().with("eth0", 2).with("eth2", 1);
        assertThat(placed(" strategy='spread-numa'", 3, usage)).containsExactly("eth3", "eth1", "eth2");
    }

    @Test
    void spreadNumaIsLeastUsedWhereNoNodesAreKnown() {
        DefinedNetwork network = network(" strategy='spread-numa'");
        TestHost host = TestHost.named("kvm1").withDevices("eth0", "eth1", "eth2", "eth3");
        assertThat(network.prefer(
                        host,
                        TestPort.of("<interface/>"),
                        network.on(host).attachmentPoints(),
                        TestUsage.none().with("eth0", 1)))
                .extracting(p -> p.device().value())
                .containsExactly("eth1", "eth2", "eth3", "eth0");
    }
}
