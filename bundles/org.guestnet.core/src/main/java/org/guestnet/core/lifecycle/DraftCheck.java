/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.guestnet.api.DefineOptions;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.JoinedUplink;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.type.Definitions;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Uplink;
import org.guestnet.xml.LibvirtNetworkRules;

/** Finds all that is wrong with a document for a host, before the host is touched. */
final class DraftCheck {

    private final Definitions definitions;
    private final TunnelConflicts tunnels;
    private final MembersTaken membersTaken;

    /** @param fleet all hosts as they were last seen */
    DraftCheck(Definitions definitions, Supplier<List<HostState>> fleet) {
        this.definitions = definitions;
        this.tunnels = new TunnelConflicts(new NetworkReader(definitions), fleet);
        this.membersTaken = new MembersTaken(new NetworkReader(definitions));
    }

    /**
     * The draft of a document for a host as it was just seen.
     *
     * @param xml the document as it was given
     * @throws GuestnetException all that is wrong with it
     */
    Draft check(HostState host, NetworkDefinition definition, String xml, DefineOptions options)
            throws GuestnetException {
        NetworkName name = definition.name();
        Reading<DefinedNetwork> reading = definitions.read(definition);
        Optional<Reading<Uplink>> tunnel = definitions.uplink(definition);
        List<Finding> findings = new ArrayList<>(reading.findings());
        tunnel.ifPresent(t -> findings.addAll(t.findings()));
        if (reading.value().isEmpty() || tunnel.filter(t -> t.value().isEmpty()).isPresent()) {
            findings.addAll(libvirtsOwn(definition, host));
            throw refused(host, name, findings);
        }
        Optional<JoinedUplink> uplink = tunnel.flatMap(Reading::value).map(u -> JoinedUplink.on(host, definition, u));
        HostNetwork alone =
                NetworkReader.meaning(host, definition, reading.value().get());
        HostNetwork meaning = uplink.map(u -> u.joining(alone)).orElse(alone);
        uplink.ifPresent(u -> findings.addAll(tunnels.of(host, definition, u)));
        findings.addAll(meaning.findings());
        if (!meaning.isResolvedByGuestnet()) {
            findings.addAll(
                    LibvirtNetworkRules.check(meaning.libvirtNetwork().with(nameElement(name)), host.libvirtVersion()));
        }
        Optional<NetworkReport> before = Optional.ofNullable(host.networks().get(name));
        if (before.isPresent() && !options.replace()) {
            findings.add(Finding.blocker(
                    Codes.NETWORK_EXISTS,
                    "the host has a network of that name",
                    "--replace redefines it; net:show " + name));
        }
        findings.addAll(BridgeNames.taken(host, name, meaning.libvirtNetwork()));
        findings.addAll(membersTaken.by(host, definition, meaning));
        findings.addAll(HostRights.exceeded(meaning.libvirtNetwork()));
        if (findings.stream().anyMatch(f -> refuses(f, options))) {
            throw refused(host, name, findings);
        }
        return new Draft(definition, xml, meaning.withFindings(findings), before);
    }

    private static boolean refuses(Finding finding, DefineOptions options) {
        return finding.severity() == Severity.BLOCKER
                || finding.severity() == Severity.CONSENT && !options.accepted().contains(finding.code());
    }

    /** What libvirt itself would say of a document in its own dialect, so that all problems are told at once. */
    private static List<Finding> libvirtsOwn(NetworkDefinition definition, HostState host) {
        return definition.root().attribute("type").isPresent()
                ? List.of()
                : LibvirtNetworkRules.check(definition.root(), host.libvirtVersion());
    }

    private static XmlElement nameElement(NetworkName name) {
        return XmlElement.of("name").withText(name.value());
    }

    private static GuestnetException refused(HostState host, NetworkName name, List<Finding> findings) {
        return new GuestnetException(findings.stream()
                .distinct()
                .map(f -> f.on(host.name()).on(name))
                .toList());
    }
}
