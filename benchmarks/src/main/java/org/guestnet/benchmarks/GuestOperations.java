/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.CoreFixture;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.libvirt.internal.binding.JnaBinding;
import org.guestnet.libvirt.internal.transport.Credentials;
import org.guestnet.model.GuestName;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.PeerAddress;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.guestnet.type.direct.internal.DirectNetworkType;

/**
 * Starting and migrating a guest on real hosts: by the core, with its store on disk, and by virsh. The two take turns, so that other
 * load on the machine meets both. What virsh needs for itself, its process and its connection, counts as virsh's.
 */
final class GuestOperations implements Measurement {

    private static final int ROUNDS = 15;
    private static final double GOAL = 1.10;
    private static final double GOAL_OF_MIGRATIONS = 1.05;
    private static final double GOAL_OF_GAPS = 1.00;
    private static final Pattern DOWNTIME = Pattern.compile("Total downtime: +([0-9]+) +ms");
    private static final BenchGuest OURS = new BenchGuest("ours", 1);
    private static final BenchGuest THEIRS = new BenchGuest("theirs", 2);
    private static final GuestName NAME = new GuestName(OURS.name());
    private static final HostName A = new HostName("A");
    private static final HostName B = new HostName("B");

    private static final String BRIDGE =
            "<network type='bridge'><name>red-network</name><bridge name='br0'/></network>";
    private static final String POOL = "<network type='direct'><name>red-network</name><source mode='passthrough'>"
            + "<interface dev='%s'/><interface dev='%s'/></source></network>";

    @Override
    public String name() {
        return "guest";
    }

    @Override
    public String describe() {
        return "guest:start and guest:migrate on real hosts, against virsh (root, 3 min)";
    }

    @Override
    public List<Comparison> run() throws Exception {
        try (BenchLab lab = BenchLab.up();
                EmbeddedStore store = new EmbeddedStore(lab.files().resolve("db"))) {
            LibvirtDriver driver = new LibvirtDriver("own", Credentials.of("", "", ""), new JnaBinding());
            try (CoreFixture core = new CoreFixture(
                    store, driver, Map.of("bridge", new BridgeNetworkType(), "direct", new DirectNetworkType()))) {
                return new Run(lab, core).all();
            } finally {
                driver.stop();
            }
        }
    }

    /** One run on one lab. */
    private static final class Run {

        private final BenchLab lab;
        private final CoreFixture core;
        private final Path ours;
        private final Path theirs;
        private final Map<HostName, String> uris;

        Run(BenchLab lab, CoreFixture core) throws Exception {
            this.lab = lab;
            this.core = core;
            ours = Files.writeString(lab.files().resolve("ours.xml"), OURS.xml());
            theirs = Files.writeString(lab.files().resolve("theirs.xml"), THEIRS.xml());
            uris = Map.of(A, lab.script("uri", "A"), B, lab.script("uri", "B"));
        }

        List<Comparison> all() throws Exception {
            for (HostName host : List.of(A, B)) {
                lab.script("exec", host.value(), "ip", "link", "add", "br0", "type", "bridge");
                lab.script("exec", host.value(), "ip", "link", "set", "br0", "up");
                HostAddress socket = HostAddress.parse("unix:" + lab.script("socket", host.value()));
                core.hosts().add(new Host(host, socket, Hypervisor.QEMU));
                define(host, BRIDGE);
            }
            virsh(A, "define", ours.toString());
            core.hosts().refresh(A);
            start("warm up: a manager runs for months"); // its first calls are made by an interpreter, and are not
            // what is asked
            Comparison onBridge = start("start a guest on a bridge");
            List<Comparison> all = new ArrayList<>(List.of(onBridge));
            all.addAll(migrate(false));
            all.addAll(migrate(true));
            define(A, POOL.formatted((Object[]) lab.script("nics", "A").split(" ")));
            all.add(1, start("start a guest on a passthrough pool"));
            return all;
        }

        /** Defines the network, in place of an earlier definition, and starts it. */
        private void define(HostName host, String xml) throws Exception {
            NetworkName network = new NetworkName(BenchGuest.NETWORK);
            core.networks().define(host, xml, DefineOptions.defaults().withReplace(true));
            if (virsh(host, "net-list", "--name").contains(BenchGuest.NETWORK)) {
                core.networks().stop(host, network, false);
            }
            core.networks().start(host, network, false);
        }

        private Comparison start(String what) throws Exception {
            Stopwatch guestnet = new Stopwatch();
            Stopwatch virsh = new Stopwatch();
            for (int round = 0; round < ROUNDS; round++) {
                guestnet.time(() -> core.guests().start(NAME, Optional.of(A), false));
                core.guests().stop(NAME, Optional.of(A), Guests.StopMode.DESTROY, false);
                virsh.time(() -> virsh(A, "create", theirs.toString()));
                virsh(A, "destroy", THEIRS.name());
            }
            return new Comparison(what, "ms", guestnet.medianMillis(), "virsh create", virsh.medianMillis(), GOAL);
        }

        /** There and back. Both by the same of libvirt's two ways: steered from here, or among the hosts. */
        private List<Comparison> migrate(boolean amongPeers) throws Exception {
            for (HostName host : List.of(A, B)) {
                Host known = core.hosts().get(host).host();
                core.hosts()
                        .change(known.withPeerAddress(
                                amongPeers ? Optional.of(new PeerAddress(Optional.of(peer(host)))) : Optional.empty()));
                core.hosts().refresh(host);
            }
            core.guests().start(NAME, Optional.of(A), false);
            virsh(A, "define", theirs.toString());
            virsh(A, "start", THEIRS.name());
            List<Comparison> measured = thereAndBack(amongPeers);
            HostName last = ROUNDS % 2 == 0 ? A : B;
            core.guests().migrate(NAME, A, MigrateOptions.defaults().from(last));
            core.guests().stop(NAME, Optional.of(A), Guests.StopMode.DESTROY, false);
            virsh(last, "destroy", THEIRS.name());
            virsh(last, "undefine", THEIRS.name());
            return measured;
        }

        private HostAddress peer(HostName host) throws Exception {
            return HostAddress.parse("ssh://root@" + lab.script("ip", host.value()));
        }

        private List<Comparison> thereAndBack(boolean amongPeers) throws Exception {
            Stopwatch guestnet = new Stopwatch();
            Stopwatch virsh = new Stopwatch();
            double gap = 0;
            double gapOfTheirs = 0;
            for (int round = 0; round < ROUNDS; round++) {
                HostName from = round % 2 == 0 ? A : B;
                HostName to = from.equals(A) ? B : A;
                String[] migrate = command(amongPeers, to);
                guestnet.time(() -> core.guests().migrate(NAME, to, MigrateOptions.defaults()));
                virsh.time(() -> virsh(from, migrate));
                gap = Math.max(gap, downtime(to, OURS));
                gapOfTheirs = Math.max(gapOfTheirs, downtime(to, THEIRS));
            }
            String way = amongPeers ? "among peers" : "steered from here";
            String other = "virsh migrate" + (amongPeers ? " --p2p" : "");
            return List.of(
                    new Comparison(
                            "migrate a guest " + way,
                            "ms",
                            guestnet.medianMillis(),
                            other,
                            virsh.medianMillis(),
                            GOAL_OF_MIGRATIONS),
                    new Comparison("its longest gap of all rounds", "ms", gap, other, gapOfTheirs, GOAL_OF_GAPS));
        }

        private String[] command(boolean amongPeers, HostName to) throws Exception {
            List<String> words = new ArrayList<>(List.of("migrate", "--live", "--persistent", "--undefinesource"));
            if (amongPeers) {
                words.add("--p2p");
            }
            words.add(THEIRS.name());
            words.add(amongPeers ? "qemu+" + peer(to) + "/system?no_tty=1" : uris.get(to));
            return words.toArray(String[]::new);
        }

        /** How long libvirt itself says that a guest stood still when it arrived there. */
        private double downtime(HostName host, BenchGuest guest) throws Exception {
            Matcher found =
                    DOWNTIME.matcher(virsh(host, "domjobinfo", "--completed", "--keep-completed", guest.name()));
            if (!found.find()) {
                throw new IllegalStateException("libvirt does not say how long " + guest.name() + " stood still");
            }
            return Double.parseDouble(found.group(1));
        }

        private String virsh(HostName host, String... arguments) throws Exception {
            String[] command = new String[arguments.length + 3];
            command[0] = "virsh";
            command[1] = "-c";
            command[2] = uris.get(host);
            System.arraycopy(arguments, 0, command, 3, arguments.length);
            return Commands.run(Map.of(), command);
        }
    }
}
