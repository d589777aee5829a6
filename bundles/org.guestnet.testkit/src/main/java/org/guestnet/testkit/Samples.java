/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.Hypervisor;
import org.guestnet.spi.HostView;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.PortRequest.Purpose;

/** The hosts and guest interfaces that every provider is tried with. */
final class Samples {

    private Samples() {}

    static List<HostView> hosts() {
        TestHost known =
                TestHost.named("kvm1").withDevices("eth0", "eth1", "eth2").withBridge("br0", "eth9");
        return List.of(
                known,
                known.withDeviceDown("eth3").withLibvirt(11, 3, 0),
                known.with(Hypervisor.LXC),
                TestHost.named("other-devices").withDevices("ens1f0"),
                TestHost.named("functions").withFunctions("ens1f0", 0x3b, 3).withoutCarrier("eth0"),
                unknown());
    }

    /** A host that tells nothing of its devices. */
    static HostView unknown() {
        return TestHost.named("untold");
    }

    /** Hosts that may be ends of a tunnel by {@code eth0}, or not: addresses of either version, of both, of none, not told yet, no shell. */
    static List<HostView> ends() {
        TestHost host = TestHost.named("kvm1").withDevices("eth0", "eth1");
        TestHost both = host.withAddresses("lo", "127.0.0.1", "::1")
                .withAddresses("eth0", "fe80::1", "2001:db8::7", "192.0.2.7", "192.0.2.8");
        return List.of(
                both,
                host.withAddresses("eth0", "fe80::1", "2001:db8::7"),
                host.withAddresses("eth0", "192.0.2.7"),
                both.with(Hypervisor.LXC),
                TestHost.named("small")
                        .with(HostDevice.of(new DeviceName("eth0"), "ethernet").withMtu(1300))
                        .withAddresses("eth0", "192.0.2.7"),
                TestHost.named("tiny")
                        .with(HostDevice.of(new DeviceName("eth0"), "ethernet").withMtu(100))
                        .withAddresses("eth0", "192.0.2.7"),
                TestHost.named("untold-devices").withAddresses("eth0", "192.0.2.7"),
                TestHost.named("other-devices").withDevices("ens1f0").withAddresses("ens1f0", "192.0.2.9"),
                host.withAddresses("eth1", "198.51.100.1"),
                host.withShell(),
                host,
                unknown());
    }

    static List<PortRequest> ports() {
        Stream<TestPort> options = Stream.of(
                        "<virtualport type='openvswitch'/><vlan><tag id='42'/></vlan>",
                        "<virtualport type='802.1Qbh'><parameters profileid='p'/></virtualport>",
                        "<virtualport/><filterref filter='clean-traffic'/><port isolated='yes'/>",
                        "<bandwidth><inbound average='1000' floor='200'/></bandwidth><mtu size='9000'/>",
                        "<teaming type='transient' persistent='ua-1'/><backend tap='/dev/net/other'/>",
                        "<driver name='vhost' queues='4'/><model type='virtio'/><testkit-unknown/>")
                .map(o -> port("", o));
        Stream<TestPort> purposes = Stream.of(Purpose.values()).map(port("", "")::with);
        return Stream.of(options, purposes, Stream.of(port(" portgroup='no-such-group'", "")))
                .flatMap(s -> s)
                .map(PortRequest.class::cast)
                .toList();
    }

    private static TestPort port(String group, String options) {
        return TestPort.of(
                "<interface type='network'><source network='red-network'" + group + "/>" + options + "</interface>");
    }
}
