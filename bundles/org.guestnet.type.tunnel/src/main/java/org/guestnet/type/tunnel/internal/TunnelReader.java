/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.Findings;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Uplink;

/** Reads a {@code <tunnel protocol='vxlan'>}: all that is wrong with it at once. */
final class TunnelReader {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final int LAST_ID = (1 << 24) - 1; // RFC 7348: 24 bits
    private static final int LAST_PORT = 65535;
    private static final String PORT = "4789"; // IANA's
    private static final String LOCAL = "local";

    private final Encryptions encryptions;
    private final NetworkDefinition definition;
    private final XmlElement tunnel;
    private final Findings findings = new Findings();

    TunnelReader(Encryptions encryptions, NetworkDefinition definition, XmlElement tunnel) {
        this.encryptions = encryptions;
        this.definition = definition;
        this.tunnel = tunnel;
    }

    Reading<Uplink> read() {
        findings.refuseUnknown(
                tunnel,
                Set.of("protocol", "id", "port", "peers", "forwarding"),
                Set.of(LOCAL, PeerReader.PEER, "encryption"));
        Optional<Integer> id = id();
        Optional<Integer> port = number("port", tunnel.attribute("port").orElse(PORT), LAST_PORT);
        Optional<Boolean> fleet = choice("peers", "fleet", "listed");
        Optional<Boolean> forwarding = choice("forwarding", "yes", "no");
        Optional<Local> local = local();
        List<Peer> peers = new PeerReader(findings, local.flatMap(Local::address)).read(tunnel.all(PeerReader.PEER));
        refuseNobody(fleet);
        Optional<XmlElement> encrypted = findings.only(tunnel, "encryption");
        Optional<Encryption> encryption = encrypted.flatMap(e -> encryptions.read(findings, definition, e));
        return findings.reading(() -> new VxlanUplink(
                new Vni(id.orElseThrow(), port.orElseThrow()),
                new Underlay(local.orElseThrow(), peers, tunnel.place()),
                encryption,
                fleet.orElseThrow(),
                forwarding.orElseThrow()));
    }

    private Optional<Integer> id() {
        Optional<String> text = tunnel.attribute("id");
        if (text.isEmpty()) {
            findings.refuse(
                    tunnel,
                    "<tunnel> has no id",
                    "write <tunnel id='…'> with a number from 1 to " + LAST_ID + ", the same on all hosts");
        }
        return text.flatMap(t -> number("id", t, LAST_ID));
    }

    private Optional<Integer> number(String attribute, String text, int last) {
        Optional<Integer> number = Optional.of(text)
                .filter(NUMBER.asMatchPredicate())
                .map(Integer::valueOf)
                .filter(n -> n <= last);
        if (number.isEmpty()) {
            findings.refuse(
                    tunnel,
                    attribute + " '" + text + "' of <tunnel> is out of range",
                    "write " + attribute + "='…' with a number from 1 to " + last);
        }
        return number;
    }

    /** Whether the attribute has its default. */
    private Optional<Boolean> choice(String attribute, String byDefault, String other) {
        String text = tunnel.attribute(attribute).orElse(byDefault);
        if (!text.equals(byDefault) && !text.equals(other)) {
            findings.refuse(
                    tunnel,
                    attribute + " '" + text + "' of <tunnel> is not known",
                    "write " + attribute + "='" + byDefault + "', which is the default, or " + attribute + "='" + other
                            + "'");
            return Optional.empty();
        }
        return Optional.of(text.equals(byDefault));
    }

    private Optional<Local> local() {
        Optional<XmlElement> local = findings.only(tunnel, LOCAL);
        if (local.isEmpty()) {
            findings.refuse(
                    tunnel,
                    "<tunnel> does not say where it leaves the host",
                    "add <local dev='…'/> with a device of the host, or <local address='…'/>");
        }
        return local.flatMap(l -> Local.read(findings, l));
    }

    private void refuseNobody(Optional<Boolean> fleet) {
        if (fleet.filter(meets -> !meets).isPresent()
                && tunnel.all(PeerReader.PEER).isEmpty()) {
            findings.refuse(
                    tunnel,
                    "peers='listed', and no peer is listed",
                    "add <peer address='…'/>, or leave peers out to meet the hosts of the fleet");
        }
    }
}
