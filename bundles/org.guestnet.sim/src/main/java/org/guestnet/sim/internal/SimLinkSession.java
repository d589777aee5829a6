/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.TunnelReport;

/** A session with the links of a simulated host; it passes the same faults as any other, and ends as any other. */
final class SimLinkSession implements LinkSession {

    private final SimSession session;
    private final SecretStore secrets;
    private final SimUnderlay underlay;

    SimLinkSession(SimSession session, SecretStore secrets, SimUnderlay underlay) {
        this.session = session;
        this.secrets = secrets;
        this.underlay = underlay;
    }

    @Override
    public LinkReport look(Collection<LinkResource> wanted) throws GuestnetException {
        List<LinkResource> all = List.copyOf(wanted);
        SimKeys keys = new SimKeys(all, secrets);
        LinkReport report = session.ask(
                SimCall.LINK_LOOK,
                () -> session.host().links().look(all, keys, session.host().addresses()));
        List<EncryptedTunnel> tunnels = all.stream()
                .filter(EncryptedTunnel.class::isInstance)
                .map(EncryptedTunnel.class::cast)
                .toList();
        return new LinkReport(
                report.addresses(), report.missing(), report.leftOver(), tunnels(tunnels), report.traffic());
    }

    /** Without this host's lock: the other ends are behind those of their hosts. */
    private Map<String, TunnelReport> tunnels(List<EncryptedTunnel> wanted) {
        Map<String, TunnelReport> reports = new HashMap<>();
        if (!wanted.isEmpty()) {
            SimUnderlay.Reached reached = underlay.reached();
            wanted.forEach(t -> reports.put(t.name(), reached.report(session.host(), t)));
        }
        return reports;
    }

    @Override
    public void make(List<LinkResource> resources) throws GuestnetException {
        SimKeys keys = new SimKeys(resources, secrets);
        session.act(SimCall.LINK_MAKE, () -> session.host().links().make(resources, keys));
    }

    @Override
    public void remove(List<LinkResource> resources) throws GuestnetException {
        session.act(SimCall.LINK_REMOVE, () -> session.host().links().remove(resources));
    }

    @Override
    public void renew(List<EncryptedTunnel> tunnels) throws GuestnetException {
        SimKeys keys = new SimKeys(tunnels, secrets);
        session.act(SimCall.LINK_RENEW, () -> session.host().links().renew(tunnels, keys));
    }

    @Override
    public void close() {
        session.close();
    }
}
