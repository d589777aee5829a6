/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.Place;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.NetworkDefinition;

/**
 * What a host gives to guests of a network by itself: its gateway's addresses, and ranges of addresses by DHCP. On one wire no two hosts
 * may give the same.
 */
final class AddressPlan {

    private record Range(BigInteger first, BigInteger last, String text, Place place) {

        boolean meets(Range other) {
            return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
        }
    }

    private final List<Range> gateways = new ArrayList<>();
    private final List<Range> leases = new ArrayList<>();

    private AddressPlan() {}

    static AddressPlan of(NetworkDefinition definition) {
        AddressPlan plan = new AddressPlan();
        for (XmlElement ip : definition.root().all("ip")) {
            range(ip, "address", "address").ifPresent(plan.gateways::add);
            ip.first("dhcp").ifPresent(dhcp -> {
                dhcp.all("range").forEach(r -> range(r, "start", "end").ifPresent(plan.leases::add));
                dhcp.all("host").forEach(h -> range(h, "ip", "ip").ifPresent(plan.leases::add));
            });
        }
        return plan;
    }

    /** What is no address libvirt refuses by itself. */
    private static Optional<Range> range(XmlElement element, String first, String last) {
        Optional<String> from = element.attribute(first);
        Optional<String> to = element.attribute(last);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = first.equals(last) ? from.get() : from.get() + " to " + to.get();
            return Optional.of(new Range(number(from.get()), number(to.get()), text, element.place()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BigInteger number(String address) {
        return new BigInteger(1, IpAddress.parse(address).bytes());
    }

    /** What both would give. */
    List<Finding> conflicts(AddressPlan other, HostName host) {
        List<Finding> findings = new ArrayList<>();
        compare(findings, gateways, other.gateways, "the gateway's address", host);
        compare(findings, leases, other.leases, "the range of addresses", host);
        compare(findings, gateways, other.leases, "the gateway's address", host);
        compare(findings, leases, other.gateways, "the range of addresses", host);
        return findings;
    }

    private static void compare(
            List<Finding> findings, List<Range> here, List<Range> there, String what, HostName host) {
        for (Range one : here) {
            there.stream()
                    .filter(one::meets)
                    .map(o -> TunnelConflicts.conflict(
                                    what + " " + one.text() + " is given by host " + host + " too (" + o.text()
                                            + "), and the tunnel joins both",
                                    "give each host's <ip> an address and a range of its own within the segment")
                            .at(one.place()))
                    .forEach(findings::add);
        }
    }
}
