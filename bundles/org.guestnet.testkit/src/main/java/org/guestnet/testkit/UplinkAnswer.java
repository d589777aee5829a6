/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.IpAddress;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.LinkResource;
import org.guestnet.spi.HostView;
import org.guestnet.spi.Junction;
import org.guestnet.spi.RemotePort;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkOnHost;

/** All that a provider says of a tunnel on a host, to compare. */
record UplinkAnswer(
        Optional<IpAddress> endpoint,
        OptionalInt mtu,
        List<Finding> findings,
        List<IpAddress> listed,
        boolean fleet,
        String wire,
        List<List<LinkResource>> resources) {

    private static final List<IpAddress> PEERS = Stream.of("192.0.2.200", "192.0.2.201", "2001:db8::200")
            .map(IpAddress::parse)
            .toList();
    private static final MacAddress MAC = new MacAddress("52:54:00:00:00:01");

    static UplinkAnswer of(NetworkName network, Uplink uplink, HostView host) {
        UplinkOnHost on = uplink.on(host);
        return new UplinkAnswer(
                on.endpoint(),
                on.mtu(),
                on.findings(),
                uplink.listedPeers(),
                uplink.meetsFleet(),
                uplink.wire(),
                on.endpoint().isPresent() ? resources(network, uplink, on) : List.of());
    }

    private static List<List<LinkResource>> resources(NetworkName network, Uplink uplink, UplinkOnHost on) {
        return Stream.of(true, false)
                .map(servers -> new Junction(network, new DeviceName("virbr7"), servers))
                .flatMap(at -> Stream.concat(
                        Stream.of(uplink.base(at, on)),
                        PEERS.stream()
                                .flatMap(peer -> Stream.of(
                                        uplink.towards(at, on, peer),
                                        uplink.around(at, on, new RemotePort(MAC, peer))))))
                .toList();
    }
}
