/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress.Transport;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.NetworkName;

/**
 * A host that answers at once: it has one active pool, {@value #NETWORK}, of so many members, of which libvirt gave away the first half,
 * and no guests that run. What is timed on it is Guestnet's own work.
 */
final class InstantHost implements HypervisorDriver {

    static final String NETWORK = "pool";

    private static final NetworkName NAME = new NetworkName(NETWORK);
    private static final UUID ID = UUID.nameUUIDFromBytes(new byte[0]);
    private static final String START = "<network";

    private final String config;
    private final String live;
    private final AtomicLong looks = new AtomicLong();

    InstantHost(int members) {
        config = xml(members, false);
        live = xml(members, true);
    }

    /** The document of a pool is another one whenever a guest came or went: nothing that was read before serves again. */
    private NetworkReport pool() {
        String now = START + " connections='" + looks.incrementAndGet() + "'" + live.substring(START.length());
        return new NetworkReport(NAME, ID, true, false, config, Optional.of(now), List.of());
    }

    /** A passthrough pool in libvirt's dialect. */
    static String xml(int members, boolean live) {
        return IntStream.range(0, members)
                .mapToObj(i -> "<interface dev='" + device(i) + "'"
                        + (live && i < members / 2 ? " connections='1'" : "") + "/>")
                .collect(Collectors.joining(
                        "",
                        "<network><name>" + NETWORK + "</name><forward mode='passthrough'>",
                        "</forward></network>"));
    }

    static String device(int member) {
        return "vf" + member;
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.SIM);
    }

    @Override
    public HostSession open(Host host, HostListener listener) {
        HostFacts facts = new HostFacts(host.name().value(), Hypervisor.QEMU, new LibvirtVersion(9, 0, 0), true);
        return (HostSession) Proxy.newProxyInstance(
                HostSession.class.getClassLoader(), new Class<?>[] {HostSession.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "facts" -> facts;
                        case "observe" -> new HostReport(List.of(), List.of(pool()), List.of());
                        case "network" -> pool();
                        case "guest" -> Optional.empty();
                        case "close" -> null;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
