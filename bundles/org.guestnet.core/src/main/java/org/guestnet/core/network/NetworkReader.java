/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.host.HostState;
import org.guestnet.core.type.Definitions;
import org.guestnet.core.type.Kept;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Uplink;
import org.guestnet.xml.LibvirtNetwork;
import org.guestnet.xml.NetworkDocuments;
import org.guestnet.xml.Published;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what a host reports of its networks, with the help of their providers. */
@Component(service = NetworkReader.class)
public final class NetworkReader {

    private final Definitions definitions;
    private final TunnelStates tunnels;
    private final Kept<Optional<Published>> published = new Kept<>(NetworkDocuments::published);
    private final Kept<String> hashes = new Kept<>(NetworkDocuments::hash);
    private final Kept<LibvirtNetwork> libvirt = new Kept<>(NetworkDocuments::libvirtNetwork);

    /** Without tunnels. @param definitions understands documents */
    public NetworkReader(Definitions definitions) {
        this(definitions, new TunnelStates());
    }

    /**
     * Its parts.
     *
     * @param definitions understands documents
     * @param tunnels how tunnels are
     */
    @Activate
    public NetworkReader(@Reference Definitions definitions, @Reference TunnelStates tunnels) {
        this.definitions = definitions;
        this.tunnels = tunnels;
    }

    /** Another number when what networks mean may have changed, because a provider came or went. */
    public long generation() {
        return definitions.generation();
    }

    /** A network of a host by name; empty if the host has none. */
    public Optional<NetworkOnHost> read(HostState host, NetworkName network) {
        return Optional.ofNullable(host.networks().get(network)).map(report -> read(host, report));
    }

    /** A network of a host. */
    public NetworkOnHost read(HostState host, NetworkReport report) {
        List<Finding> findings = new ArrayList<>();
        Optional<Published> published = published(report, findings);
        Optional<Published> running = published.flatMap(p -> running(report, p, findings));
        Optional<NetworkDefinition> definition = definition(report, published, findings)
                .map(d -> running.map(r -> asItRuns(d, r)).orElse(d));
        Optional<DefinedNetwork> defined = definition.flatMap(d -> defined(d, published.isPresent(), findings));
        Optional<JoinedUplink> uplink = published.isEmpty() ? Optional.empty() : uplink(host, definition, findings);
        Optional<HostNetwork> meaning = defined.map(d -> meaning(host, definition.get(), d))
                .map(m -> uplink.map(u -> u.joining(m)).orElse(m));
        meaning.ifPresent(m -> findings.addAll(agreed(m.findings())));
        Optional<TunnelState> tunnel = uplink.flatMap(u -> tunnels.of(host.name(), report.name()));
        tunnel.ifPresent(t -> findings.addAll(t.findings()));
        published.flatMap(p -> drift(report, p, findings)).ifPresent(findings::add);
        running.map(r -> pending()).ifPresent(findings::add);
        List<Finding> placed =
                findings.stream().map(f -> f.on(host.name()).on(report.name())).toList();
        return new NetworkOnHost(
                host.name(),
                report,
                published.isPresent(),
                definition,
                defined,
                meaning,
                uplink,
                tunnel,
                libvirt(report),
                placed);
    }

    private Optional<JoinedUplink> uplink(
            HostState host, Optional<NetworkDefinition> definition, List<Finding> findings) {
        Optional<Reading<Uplink>> reading = definition.flatMap(definitions::uplink);
        reading.ifPresent(r -> findings.addAll(r.findings()));
        return reading.flatMap(Reading::value).map(u -> JoinedUplink.on(host, definition.get(), u));
    }

    /** What needed consent was consented to when it was defined. */
    private static List<Finding> agreed(List<Finding> findings) {
        return findings.stream()
                .map(f -> f.severity() == Finding.Severity.CONSENT ? f.as(Finding.Severity.NOTICE) : f)
                .toList();
    }

    private Optional<LibvirtNetwork> libvirt(NetworkReport report) {
        try {
            return Optional.of(libvirt.of(report.commonLiveXml().orElse(report.commonConfigXml())));
        } catch (GuestnetException e) {
            return Optional.empty(); // the findings say so: the same documents were read for them
        }
    }

    private Optional<Published> published(NetworkReport report, List<Finding> findings) {
        try {
            return published.of(report.commonConfigXml());
        } catch (GuestnetException e) {
            findings.addAll(e.findings());
            return Optional.empty();
        }
    }

    private Optional<NetworkDefinition> definition(
            NetworkReport report, Optional<Published> published, List<Finding> findings) {
        try {
            return Optional.of(
                    definitions.parse(published.map(Published::original).orElse(report.commonConfigXml())));
        } catch (GuestnetException e) {
            findings.addAll(e.findings());
            return Optional.empty();
        }
    }

    /** A type of libvirt's own that nobody serves, of a network that is not ours, is libvirt's business and no finding. */
    private Optional<DefinedNetwork> defined(NetworkDefinition definition, boolean managed, List<Finding> findings) {
        Reading<DefinedNetwork> reading = definitions.read(definition);
        if (reading.value().isEmpty() && (managed || definitions.isServed(definition))) {
            findings.addAll(managed ? reading.findings() : asNotices(reading.findings()));
        }
        return reading.value();
    }

    private static List<Finding> asNotices(List<Finding> findings) {
        return findings.stream().map(f -> f.as(Finding.Severity.NOTICE)).toList();
    }

    /** What a definition means on a host, guarded against its provider. */
    public static HostNetwork meaning(HostState host, NetworkDefinition definition, DefinedNetwork defined) {
        HostNetwork meaning = Definitions.guarded(definition.type(), () -> defined.on(host), NetworkReader::broken);
        return HeldDevices.marked(host, definition.name(), meaning);
    }

    private static HostNetwork broken(Finding finding) {
        return HostNetwork.resolvedByGuestnet().withFindings(List.of(finding));
    }

    private Optional<Finding> drift(NetworkReport report, Published published, List<Finding> findings) {
        try {
            String now = hashes.of(report.commonConfigXml());
            return published
                    .hash()
                    .filter(h -> !h.equals(now))
                    .map(
                            h -> Finding.notice(
                                    Codes.DRIFTED,
                                    "its libvirt part was changed by others",
                                    "define it again with --replace, or keep the change by defining what net:dumpxml --libvirt shows"));
        } catch (GuestnetException e) {
            findings.addAll(e.findings());
            return Optional.empty();
        }
    }

    /** What it runs as, if that is something else than what is defined by now. */
    private Optional<Published> running(NetworkReport report, Published published, List<Finding> findings) {
        try {
            Optional<Published> live = report.commonLiveXml().isEmpty()
                    ? Optional.empty()
                    : this.published.of(report.commonLiveXml().get());
            boolean pending = live.flatMap(Published::hash).isPresent()
                    && !live.get().hash().equals(published.hash())
                    && differs(report);
            return pending ? live : Optional.empty();
        } catch (GuestnetException e) {
            findings.addAll(e.findings());
            return Optional.empty();
        }
    }

    /** Guests are on what runs, where that is of another kind; of a pool the limits count that are defined by now. */
    private NetworkDefinition asItRuns(NetworkDefinition defined, Published running) {
        try {
            NetworkDefinition now = definitions.parse(running.original());
            boolean sameKind = now.type().equals(defined.type()) && !hasTunnel(now) && !hasTunnel(defined);
            return sameKind ? defined : now;
        } catch (GuestnetException e) {
            return defined; // nobody reads any more what it was made of
        }
    }

    private static boolean hasTunnel(NetworkDefinition definition) {
        return definition.root().first("tunnel").isPresent();
    }

    private static Finding pending() {
        return Finding.notice(
                Codes.PENDING_RESTART, "it runs as it was defined before", "stop and start it when no guest uses it");
    }

    /** Members of a pool are changed while it runs. */
    private static boolean differs(NetworkReport report) throws GuestnetException {
        String live = report.commonLiveXml().orElseThrow();
        return !NetworkDocuments.hashWithoutMembers(live)
                .equals(NetworkDocuments.hashWithoutMembers(report.commonConfigXml()));
    }
}
