/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.api.DefineOptions;
import org.guestnet.core.CoreFixture;
import org.guestnet.hostlink.internal.HostLinkDriver;
import org.guestnet.hostlink.internal.shell.SshFiles;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.libvirt.internal.binding.JnaBinding;
import org.guestnet.libvirt.internal.transport.Credentials;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.ShellAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.type.tunnel.internal.TunnelNetworkType;
import org.guestnet.type.tunnel.internal.VxlanUplinkProvider;
import org.guestnet.type.tunnel.internal.ipsec.IpsecEncryptionProvider;

/**
 * A mesh of eight real hosts: how long until each answers each, how long until a new member does, and how much passes. Encrypted (by a
 * daemon in user space, as the lab's kernel has no ESP) against in clear.
 */
final class MeshTimes implements Measurement {

    private static final NetworkName RED = new NetworkName("red-network");
    private static final List<String> HOSTS = List.of("A", "B", "C", "D", "E", "F", "G", "H");
    private static final String SUBNET = "10.213.57";
    private static final int MEBIBYTES = 64;
    private static final int TRIES = 3_000;

    @Override
    public String name() {
        return "mesh";
    }

    @Override
    public String describe() {
        return "a tunnel network on 8 hosts: time to the first replies, to a new member's, and throughput (root, 3 min)";
    }

    private record Times(double all, double member, double transfer) {}

    @Override
    public List<Comparison> run() throws Exception {
        try (BenchLab lab = BenchLab.up(HOSTS.size(), Map.of("LAB_MANAGER", "1", "LAB_NET", SUBNET))) {
            for (String host : HOSTS) {
                lab.script("charon", host, "start");
            }
            Times encrypted = times(lab, "", "<encryption type='ipsec' secret='red-key'/>");
            Times clear = times(lab, "", "");
            Times learning = times(lab, " forwarding='no'", "");
            List<Comparison> lines = new ArrayList<>();
            lines.add(line("8 hosts defined until each answers each", encrypted.all(), clear.all()));
            lines.add(line("an 8th host defined until all answer it", encrypted.member(), clear.member()));
            lines.add(line(MEBIBYTES + " MiB from host to host", encrypted.transfer(), clear.transfer()));
            lines.add(new Comparison(
                    MEBIBYTES + " MiB in clear, forwarding entries set",
                    "ms",
                    clear.transfer(),
                    "entries learned",
                    learning.transfer(),
                    Double.NaN));
            return lines;
        }
    }

    private static Comparison line(String what, double encrypted, double clear) {
        return new Comparison(what + ", encrypted", "ms", encrypted, "in clear", clear, Double.NaN);
    }

    private static Times times(BenchLab lab, String attributes, String encryption) throws Exception {
        String keys = lab.files().resolve("lab/ssh").toString();
        LibvirtDriver driver = new LibvirtDriver("own", Credentials.of("", "", ""), new JnaBinding());
        HostLinkDriver links = new HostLinkDriver(
                SshFiles.of(keys + "/id_ed25519", keys + "/known_hosts"), List.of(new IpsecEncryptionProvider()));
        try (EmbeddedStore store =
                        new EmbeddedStore(lab.files().resolve("db" + attributes.length() + encryption.length()));
                CoreFixture core = new CoreFixture(store, driver, Map.of("tunnel", new TunnelNetworkType()))) {
            core.add("vxlan", new VxlanUplinkProvider(List.of(new IpsecEncryptionProvider())));
            core.add(links);
            for (String host : HOSTS) {
                add(lab, core, host);
            }
            return measured(
                    lab, core, "<tunnel id='4711'" + attributes + "><local dev='eth0'/>" + encryption + "</tunnel>");
        } finally {
            links.stop();
            driver.stop();
        }
    }

    private static void add(BenchLab lab, CoreFixture core, String host) throws Exception {
        core.hosts()
                .add(new Host(
                                new HostName(host),
                                HostAddress.parse("unix:" + lab.script("socket", host)),
                                Hypervisor.QEMU)
                        .withShellAddress(Optional.of(ShellAddress.parse("ssh://root@" + lab.script("ip", host)))));
    }

    private static Times measured(BenchLab lab, CoreFixture core, String tunnel) throws Exception {
        Map<String, Integer> numbers = new HashMap<>();
        HOSTS.forEach(h -> numbers.put(h, numbers.size() + 1));
        long begun = System.nanoTime();
        for (String host : HOSTS) {
            join(lab, core, host, numbers.get(host), tunnel);
        }
        for (String from : HOSTS) {
            for (int to = 1; to <= HOSTS.size(); to++) {
                awaitReply(lab, from, to);
            }
        }
        double all = millisSince(begun);
        String last = HOSTS.get(HOSTS.size() - 1);
        core.networks().undefine(new HostName(last), RED, false);
        begun = System.nanoTime();
        int another = HOSTS.size() + 1; // its bridge is a new one, and others remember the old one's address
        join(lab, core, last, another, tunnel);
        for (String from : HOSTS) {
            awaitReply(lab, from, another);
        }
        double member = millisSince(begun);
        double transfer = transfer(lab);
        for (String host : HOSTS) {
            core.networks().undefine(new HostName(host), RED, false);
        }
        return new Times(all, member, transfer);
    }

    private static void join(BenchLab lab, CoreFixture core, String host, int number, String tunnel) throws Exception {
        String xml = "<network type='tunnel'><name>" + RED + "</name>" + tunnel + "</network>";
        core.networks().define(new HostName(host), xml, DefineOptions.defaults());
        core.networks().start(new HostName(host), RED, false);
        lab.script(
                "exec",
                host,
                "ip",
                "address",
                "replace",
                "10.200.0." + number + "/24",
                "dev",
                LinkNames.bridge(RED).value());
    }

    /** Each try waits for a tenth of a second. */
    private static void awaitReply(BenchLab lab, String from, int to) throws Exception {
        lab.script(
                "exec",
                from,
                "sh",
                "-c",
                "i=0; until ping -n -c 1 -W 0.1 10.200.0." + to + " >/dev/null; do i=$((i+1)); [ $i -lt " + TRIES
                        + " ] || exit 1; done");
    }

    /** Ends when all has arrived. */
    private static double transfer(BenchLab lab) throws Exception {
        lab.script(
                "exec",
                "B",
                "sh",
                "-c",
                "(busybox nc -l -p 5001 </dev/null | wc -c >/run/arrived.new; mv /run/arrived.new /run/arrived) >/dev/null 2>&1 &"
                        + " until grep -q ':1389 ' /proc/net/tcp /proc/net/tcp6; do sleep 0.05; done"); // 5001
        long begun = System.nanoTime();
        lab.script(
                "exec",
                "A",
                "bash",
                "-c",
                "dd if=/dev/zero bs=1M count=" + MEBIBYTES + " >/dev/tcp/10.200.0.2/5001 2>/dev/null");
        String arrived = lab.script(
                "exec",
                "B",
                "sh",
                "-c",
                "until [ -e /run/arrived ]; do sleep 0.01; done; cat /run/arrived; rm /run/arrived");
        double millis = millisSince(begun);
        if (!arrived.strip().equals(Long.toString((long) MEBIBYTES << 20))) {
            throw new IOException("only " + arrived.strip() + " bytes arrived");
        }
        return millis;
    }

    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }
}
