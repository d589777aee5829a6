/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.network;

import java.util.List;
import java.util.Optional;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostNetwork.Scope;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.xml.LibvirtNetwork;

/**
 * A network on a host, understood as far as it can be. Immutable.
 *
 * @param host the host
 * @param report the network as it was seen
 * @param managed whether our definition is in its metadata
 * @param definition our definition, or libvirt's own document read as one; empty if it cannot be read
 * @param defined what its provider makes of it; empty without a provider
 * @param meaning what it means on this host; empty without a provider
 * @param uplink its tunnel; empty if it has none
 * @param tunnel how that is; empty if it is not known
 * @param libvirt what libvirt goes by: the live network, or the defined one while it is not active; empty if it cannot be read
 * @param findings what is wrong with it or worth knowing
 */
public record NetworkOnHost(
        HostName host,
        NetworkReport report,
        boolean managed,
        Optional<NetworkDefinition> definition,
        Optional<DefinedNetwork> defined,
        Optional<HostNetwork> meaning,
        Optional<JoinedUplink> uplink,
        Optional<TunnelState> tunnel,
        Optional<LibvirtNetwork> libvirt,
        List<Finding> findings) {

    private static final NetworkType UNKNOWN = new NetworkType("unknown");

    /** Copies the list. */
    public NetworkOnHost {
        findings = List.copyOf(findings);
    }

    /** Its name. */
    public NetworkName name() {
        return report.name();
    }

    /** Its type; {@code unknown} if its document cannot be read. */
    public NetworkType type() {
        return definition.map(NetworkDefinition::type).orElse(UNKNOWN);
    }

    /** The wire that it names. */
    public Optional<String> segment() {
        return definition.flatMap(NetworkDefinition::segment);
    }

    /** Whether ports attach at the members of a pool, of which the host may have none; if not, any number of guests fit. */
    public boolean hasPool() {
        return meaning.map(HostNetwork::hasPool).orElse(false);
    }

    /** Where ports attach; empty if there is no pool, if it has nothing on this host, or if it is not known. */
    public List<AttachmentPoint> attachmentPoints() {
        return meaning.map(HostNetwork::attachmentPoints).orElse(List.of());
    }

    /** Whether Guestnet resolves its ports. */
    public boolean isResolvedByGuestnet() {
        return meaning.map(HostNetwork::isResolvedByGuestnet).orElse(false);
    }

    /** Whether the wire is known on this host only. */
    public boolean isLocal() {
        return meaning.map(HostNetwork::scope).orElse(Scope.SHARED) == Scope.LOCAL;
    }

    /** What prevents guests from using it. */
    public List<Finding> blockers() {
        return findings.stream().filter(f -> f.severity() == Severity.BLOCKER).toList();
    }
}
