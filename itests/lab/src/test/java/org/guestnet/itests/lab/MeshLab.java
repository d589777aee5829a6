/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.MeshMember;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.hostlink.internal.HostLinkDriver;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.ShellAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.type.tunnel.internal.TunnelNetworkType;
import org.guestnet.type.tunnel.internal.VxlanUplinkProvider;
import org.guestnet.type.virtual.internal.VirtualNetworkType;

/**
 * Hosts whose third card is on an underlay: a fabric of its own, where nothing else is. Each has the address 172.31.97.N there, and a
 * default route through it, so that a tunnel that fails open would be seen.
 */
final class MeshLab implements AutoCloseable {

    static final NetworkName RED = new NetworkName("red-network");
    static final String UNDERLAY = "under";
    static final Duration LONG = Duration.ofSeconds(60);

    /**
     * For captures: what is no network's. Reports of multicast listeners have a header before that of ICMP; and of a host that encrypts no
     * more, ICMP errors quote what was encrypted.
     */
    static final String NO_FRAMES = "not arp and not icmp6 and not (ip6[6] = 0 and ip6[40] = 58) and not udp port 5353"
            + " and not icmp[icmptype] = icmp-unreach";

    private static final int CARD = 2;

    private final Lab lab;
    private final LibvirtDriver driver;
    private final HostLinkDriver links;
    private CoreFixture core;

    MeshLab(Lab lab) throws GuestnetException {
        this.lab = lab;
        this.driver = LibvirtHosts.driver(lab);
        this.links = LinkHosts.driver(lab);
        lab.tryExec("fab", "ip", "link", "delete", UNDERLAY); // of the test before
        lab.exec("fab", "ip", "link", "add", UNDERLAY, "type", "bridge", "mcast_snooping", "0");
        lab.exec("fab", "ip", "link", "set", UNDERLAY, "up");
        lab.hosts().forEach(this::plugIn);
        begin();
    }

    /** Puts a host's card on the underlay, as it is after each boot. */
    void plugIn(String host) {
        String card = card(host);
        lab.exec("fab", "ip", "link", "set", host + "." + card, "master", UNDERLAY);
        lab.exec(host, "ip", "address", "replace", address(host) + "/24", "dev", card);
        lab.exec(host, "ip", "route", "replace", "default", "via", "172.31.97.254", "dev", card);
    }

    /** The manager ends; hosts stay as they are. */
    void end() {
        core.close();
    }

    /** A manager that knows nothing yet begins. */
    void begin() throws GuestnetException {
        core = new CoreFixture(
                new MemoryStore(),
                driver,
                Map.of(
                        "virtual", new VirtualNetworkType(),
                        "bridge", new BridgeNetworkType(),
                        "direct", new DirectNetworkType(),
                        "tunnel", new TunnelNetworkType()));
        core.add("vxlan", new VxlanUplinkProvider(LinkHosts.ENCRYPTIONS));
        core.add(links);
        for (String host : lab.hosts()) {
            core.hosts().add(host(host));
        }
    }

    Host host(String host) {
        return LibvirtHosts.local(lab, host, Hypervisor.QEMU)
                .withShellAddress(Optional.of(ShellAddress.parse("ssh://root@" + lab.addressOf(host))));
    }

    CoreFixture core() {
        return core;
    }

    static HostName name(String host) {
        return LibvirtHosts.name(host);
    }

    /** The card that is on the underlay. */
    String card(String host) {
        return lab.devicesOf(host).get(CARD);
    }

    /** The host's address on the underlay. */
    String address(String host) {
        return "172.31.97." + (host.charAt(0) - 'A' + 1);
    }

    /** The bridge of the network where it is of type tunnel. */
    static String bridge() {
        return LinkNames.bridge(RED).value();
    }

    static String device() {
        return LinkNames.vxlan(RED).value();
    }

    /** The {@code <tunnel>} for a host. */
    String tunnel(String host, boolean encrypted) {
        return tunnel(host, encrypted ? "<encryption type='ipsec' secret='red-key'/>" : "");
    }

    private String tunnel(String host, String encryption) {
        return "<tunnel id='4711'><local dev='" + card(host) + "'/>" + encryption + "</tunnel>";
    }

    /** The network of type tunnel, defined and started on a host, which gets an address on its bridge to be pinged at. */
    void join(String host, boolean encrypted) throws GuestnetException {
        joinBy(host, tunnel(host, encrypted));
    }

    /** The same, encrypted so. */
    void join(String host, String encryption) throws GuestnetException {
        joinBy(host, tunnel(host, encryption));
    }

    private void joinBy(String host, String tunnel) throws GuestnetException {
        define(host, "<network type='tunnel'><name>" + RED + "</name>" + tunnel + "</network>");
        lab.exec(host, "ip", "address", "replace", inside(host) + "/24", "dev", bridge());
    }

    /** Defines, replacing what is there, and starts. */
    void define(String host, String xml) throws GuestnetException {
        leave(host);
        core.networks().define(name(host), xml, DefineOptions.defaults());
        core.networks().start(name(host), RED, false);
    }

    /** Undefines the network on a host that has it. */
    void leave(String host) throws GuestnetException {
        if (lab.virsh(host, "net-list", "--all", "--name").contains(RED.value())) {
            core.networks().undefine(name(host), RED, false);
        }
    }

    /** The address at which a host is pinged through the mesh. */
    static String inside(String host) {
        return "10.200.0." + (host.charAt(0) - 'A' + 1);
    }

    /** Whether a host answers another through the mesh. */
    boolean answers(String from, String to) {
        return lab.tryExec(from, "ping", "-n", "-c", "1", "-W", "1", inside(to)).ok();
    }

    void awaitMesh(String... hosts) {
        for (String from : hosts) {
            for (String to : hosts) {
                if (!from.equals(to)) {
                    try {
                        Await.until(to + " answers " + from, LONG, () -> answers(from, to));
                    } catch (AssertionError e) {
                        throw new AssertionError(e.getMessage() + ": " + state(), e);
                    }
                }
            }
        }
    }

    /** The mesh as an administrator sees it. */
    List<MeshMember> mesh() throws GuestnetException {
        return core.networks().mesh(RED);
    }

    /** How a host is in it; empty if it is not. */
    Optional<MeshMember.State> state(String host) {
        try {
            return mesh().stream()
                    .filter(m -> m.host().equals(name(host)))
                    .map(MeshMember::state)
                    .findFirst();
        } catch (GuestnetException e) {
            return Optional.empty();
        }
    }

    /** How many bytes a host is known to have sent into the mesh. */
    long sent(String host) {
        try {
            return mesh().stream()
                    .filter(m -> m.host().equals(name(host)))
                    .mapToLong(m -> m.sent().orElse(0))
                    .sum();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    private String state() {
        try {
            return mesh().toString();
        } catch (GuestnetException e) {
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        core.close();
        links.stop();
        driver.stop();
    }
}
