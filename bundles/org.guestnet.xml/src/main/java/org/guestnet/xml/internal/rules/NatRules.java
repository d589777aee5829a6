/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.guestnet.model.XmlElement;

/** {@code <nat>}: the addresses and ports that guests appear from. */
final class NatRules {

    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final int MAX_PORT = 65_535;

    private NatRules() {}

    static void check(Subject network) {
        List<XmlElement> nats = network.pool("nat");
        nats.stream().skip(1).forEach(nat -> network.refuse(nat, "<forward> has a second <nat>", "join the two"));
        for (XmlElement nat : nats) {
            if (network.mode() != Mode.NAT) {
                network.refuse(
                        nat,
                        "<nat> is for forward mode nat, not " + network.mode(),
                        "remove <nat>, or write mode='nat'");
            }
            network.yesOrNo(nat, "ipv6");
            range(network, nat, "address");
            range(network, nat, "port");
        }
    }

    private static void range(Subject network, XmlElement nat, String kind) {
        List<XmlElement> ranges = nat.all(kind);
        ranges.stream().skip(1).forEach(r -> network.refuse(r, "<nat> has a second <" + kind + ">", "give one range"));
        for (XmlElement range : ranges) {
            OptionalLong start = end(network, range, "start");
            OptionalLong end = end(network, range, "end");
            if (start.isPresent() && end.isPresent() && start.getAsLong() > end.getAsLong()) {
                network.refuse(
                        range, "the <" + kind + "> range of <nat> ends before it starts", "exchange start and end");
            }
        }
    }

    private static OptionalLong end(Subject network, XmlElement range, String attribute) {
        Optional<String> text = range.attribute(attribute);
        boolean address = range.name().equals("address");
        if (text.isEmpty()) {
            network.refuse(
                    range, "the <" + range.name() + "> range of <nat> has no " + attribute, "give start and end");
            return OptionalLong.empty();
        }
        OptionalLong value = address ? IpAddress.ofV4(text.get()) : port(text.get());
        if (value.isEmpty()) {
            network.refuse(
                    range,
                    attribute + " '" + text.get() + "' of <nat> is not " + (address ? "an IPv4 address" : "a port"),
                    address ? "write for example 192.0.2.1" : "a number from 1 to " + MAX_PORT);
        }
        return value;
    }

    private static OptionalLong port(String text) {
        if (!PORT.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        int port = Integer.parseInt(text);
        return port < 1 || port > MAX_PORT ? OptionalLong.empty() : OptionalLong.of(port);
    }
}
