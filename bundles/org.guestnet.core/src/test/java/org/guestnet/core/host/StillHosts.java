/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress.Transport;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.LibvirtVersion;

/** Hosts that report at once what they were told to report, and do nothing. */
public final class StillHosts implements HypervisorDriver {

    private final Map<HostName, HostReport> reports = new ConcurrentHashMap<>();

    /** From its next look on. */
    public void put(HostName host, HostReport report) {
        reports.put(host, report);
    }

    /** From its next look on it does not answer. */
    public void remove(HostName host) {
        reports.remove(host);
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.SIM);
    }

    @Override
    public HostSession open(Host host, HostListener listener) throws GuestnetException {
        HostFacts facts = new HostFacts(host.name().value(), Hypervisor.QEMU, new LibvirtVersion(9, 0, 0), true);
        observe(host.name());
        return (HostSession) Proxy.newProxyInstance(
                HostSession.class.getClassLoader(), List.of(HostSession.class).toArray(new Class<?>[0]), (p, m, a) -> {
                    return switch (m.getName()) {
                        case "facts" -> facts;
                        case "observe" -> observe(host.name());
                        case "close" -> null;
                        default -> throw new UnsupportedOperationException(m.getName());
                    };
                });
    }

    private HostReport observe(HostName host) throws GuestnetException {
        HostReport report = reports.get(host);
        if (report == null) {
            throw new GuestnetException(
                    Finding.blocker(Codes.HOST_DOWN, "it is away", "").on(host));
        }
        return report;
    }
}
