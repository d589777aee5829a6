/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.HostNetwork;
import org.guestnet.xml.LibvirtNetwork;
import org.guestnet.xml.NetworkDocuments;

/** Reads the ledgers of the pools of a host as it was seen. */
public final class LedgerReader {

    private static final Set<String> MODES = Set.of("bridge", "vepa", "private", "passthrough");

    private LedgerReader() {}

    /**
     * The running pool of a network; empty if it does not run, has no pool of devices by name, or is not to be read. A network that is
     * not ours, or whose libvirt part others changed, has the members that it runs with: only our own definition says otherwise.
     */
    public static Optional<PoolLedger> ledger(HostState host, NetworkOnHost network) {
        NetworkReport report = network.report();
        if (report.liveXml().isEmpty() || network.isResolvedByGuestnet()) {
            return Optional.empty();
        }
        try {
            LibvirtNetwork live = network.libvirt().isPresent()
                    ? network.libvirt().get()
                    : NetworkDocuments.libvirtNetwork(report.liveXml().get());
            LibvirtNetwork config = NetworkDocuments.libvirtNetwork(report.configXml());
            String mode = live.forwardMode().orElse("");
            boolean pooled = MODES.contains(mode)
                    && live.bridge().isEmpty()
                    && !(live.pool().isEmpty() && config.pool().isEmpty());
            return pooled ? Optional.of(ledger(host, network, mode, live, config)) : Optional.empty();
        } catch (GuestnetException e) {
            return Optional.empty(); // the network's findings say so: the same documents were read for them
        }
    }

    private static PoolLedger ledger(
            HostState host, NetworkOnHost network, String mode, LibvirtNetwork live, LibvirtNetwork config) {
        boolean managed = network.managed();
        boolean followed = managed
                && mode.equals(config.forwardMode().orElse(""))
                && network.findings().stream().noneMatch(f -> f.code().equals(Codes.DRIFTED));
        return new PoolLedger(
                host.name(),
                network.name(),
                mode,
                live.exclusive(),
                live.pool(),
                PoolLedger.devices(followed ? config.pool() : live.pool()),
                network.attachmentPoints(),
                network.report().ports(),
                holdings(host, network),
                managed);
    }

    private static List<Holding> holdings(HostState host, NetworkOnHost network) {
        Optional<XmlElement> published = network.meaning().map(HostNetwork::libvirtNetwork);
        return host.guests().values().stream()
                .filter(g -> g.state().isActive())
                .flatMap(g -> g.live().stream().flatMap(nic -> Holding.of(g, nic, published).stream()))
                .filter(h -> h.network().equals(network.name()))
                .sorted(Comparator.comparing(Holding::name).thenComparing(h -> h.portId()))
                .toList();
    }
}
