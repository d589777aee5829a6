/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.driver.link.contract.MemorySecrets;
import org.guestnet.hostlink.internal.HostLinkDriver;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;

/** One network between hosts A and B of a lab, whose bridges have addresses to ping. One thread; whoever made it closes it. */
final class LabMesh implements AutoCloseable {

    static final SecretName KEY = new SecretName("mesh-key");

    private static final List<String> HOSTS = List.of("A", "B");

    private final Lab lab;
    private final NetworkName network;
    private final int id;
    private final String prefix;
    private Means means; // null: not encrypted
    private final Map<String, LinkSession> sessions = new HashMap<>();
    final MemorySecrets secrets = new MemorySecrets();

    /** @param id of the network; also the third number of its addresses; @param means null for a clear mesh */
    LabMesh(Lab lab, HostLinkDriver driver, int id, Means means) throws GuestnetException {
        this.lab = lab;
        this.network = new NetworkName("mesh-" + id);
        this.id = id;
        this.prefix = "192.168." + id + ".";
        this.means = means;
        for (String host : HOSTS) {
            LinkHosts.makeBridge(lab, host, LinkNames.bridge(network));
            lab.exec(host, "ip", "address", "add", addressOf(host) + "/24", "dev", bridge());
            sessions.put(host, driver.open(LinkHosts.of(lab, host), secrets));
        }
    }

    String addressOf(String host) {
        return prefix + (host.charAt(0) - '@');
    }

    String bridge() {
        return LinkNames.bridge(network).value();
    }

    DeviceName device() {
        return LinkNames.vxlan(network);
    }

    LinkSession on(String host) {
        return sessions.get(host);
    }

    /** From now on it is wanted so; null for clear. */
    void redefine(Means by) {
        means = by;
    }

    /** What that host is to have. */
    List<LinkResource> wanted(String host) {
        IpAddress local = IpAddress.parse(lab.addressOf(host));
        IpAddress remote = IpAddress.parse(lab.addressOf(host.equals("A") ? "B" : "A"));
        IpAddress innerLocal = LinkNames.inner(network, local);
        IpAddress innerRemote = LinkNames.inner(network, remote);
        boolean clear = means == null;
        List<LinkResource> all = new ArrayList<>();
        if (!clear) {
            all.add(new InnerAddress(innerLocal));
            all.add(new ArrivalGuard(device(), id, 4789, means.device()));
        }
        all.add(new Vxlan(device(), id, clear ? local : innerLocal, 4789, 1360, LinkNames.bridge(network)));
        all.add(new PortFilter(device()));
        if (!clear) {
            all.add(new Unroutable(innerRemote));
            all.add(tunnel(host));
        }
        all.add(new FloodEntry(device(), clear ? remote : innerRemote));
        return all;
    }

    EncryptedTunnel tunnel(String host) {
        IpAddress local = IpAddress.parse(lab.addressOf(host));
        IpAddress remote = IpAddress.parse(lab.addressOf(host.equals("A") ? "B" : "A"));
        return new EncryptedTunnel(
                LinkNames.tunnel(network, remote),
                local,
                remote,
                LinkNames.inner(network, local),
                LinkNames.inner(network, remote),
                1430,
                means);
    }

    LabMesh make() throws GuestnetException {
        for (String host : HOSTS) {
            on(host).make(wanted(host));
        }
        return this;
    }

    LinkReport look(String host) throws GuestnetException {
        return on(host).look(wanted(host));
    }

    boolean isUp(String host) {
        try {
            return look(host).tunnels().get(tunnel(host).name()).up();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether B answers A through their bridges. */
    boolean pings() {
        return lab.tryExec("A", "ping", "-c", "1", "-W", "1", addressOf("B")).ok();
    }

    Pinger ping() {
        return lab.pingFrom("A", addressOf("B"));
    }

    @Override
    public void close() throws GuestnetException {
        for (String host : HOSTS) {
            on(host).remove(wanted(host));
            on(host).close();
            LinkHosts.removeBridge(lab, host, LinkNames.bridge(network));
        }
    }
}
