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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests;
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

/**
 * Starting a guest that has to be steered past all other members of its pool, against a plain start on the same pool: shared and
 * exclusive pools of several sizes, on a real host with so many veth
 * devices: they take macvtaps, and every kernel has them.
 */
final class SteeredStarts implements Measurement {

    private static final List<Integer> SIZES = List.of(8, 64, 256);
    private static final List<String> MODES = List.of("bridge", "passthrough");
    private static final int ROUNDS = 7;
    private static final double GOAL = 1.10;
    private static final HostName A = new HostName("A");
    private static final NetworkName NETWORK = new NetworkName(BenchGuest.NETWORK);
    private static final BenchGuest OURS = new BenchGuest("ours", 1);
    private static final BenchGuest THEIRS = new BenchGuest("theirs", 2);

    @Override
    public String name() {
        return "steer";
    }

    @Override
    public String describe() {
        return "guest:start steered past a whole pool of 8, 64 and 256 members, against virsh start (root, 3 min)";
    }

    @Override
    public List<Comparison> run() throws Exception {
        try (BenchLab lab = BenchLab.up();
                EmbeddedStore store = new EmbeddedStore(lab.files().resolve("db"))) {
            LibvirtDriver driver = new LibvirtDriver("own", Credentials.of("", "", ""), new JnaBinding());
            try (CoreFixture core = new CoreFixture(store, driver, Map.of("direct", new LastMemberFirst()))) {
                return all(lab, core);
            } finally {
                driver.stop();
            }
        }
    }

    private static List<Comparison> all(BenchLab lab, CoreFixture core) throws Exception {
        for (BenchGuest guest : List.of(OURS, THEIRS)) {
            Path xml = Files.writeString(lab.files().resolve(guest.name() + ".xml"), guest.xml());
            lab.script("virsh", "A", "define", xml.toString());
        }
        core.hosts().add(new Host(A, HostAddress.parse("unix:" + lab.script("socket", "A")), Hypervisor.QEMU));
        List<Comparison> lines = new ArrayList<>();
        int devices = 0;
        for (int size : SIZES) {
            addDevices(lab, devices, size);
            devices = size;
            for (String mode : MODES) {
                define(core, mode, size);
                lines.add(compare(lab, core, mode + " pool of " + size));
            }
        }
        return lines;
    }

    private static void addDevices(BenchLab lab, int from, int to) throws Exception {
        String commands = IntStream.range(from, to)
                .mapToObj(i -> "link add nic" + i + " type veth peer name end" + i + "\nlink set nic" + i
                        + " up\nlink set end" + i + " up\n")
                .collect(Collectors.joining());
        Path batch = Files.writeString(lab.files().resolve("devices"), commands);
        lab.script("exec", "A", "ip", "-batch", batch.toString());
    }

    private static void define(CoreFixture core, String mode, int size) throws Exception {
        String xml = "<network type='direct'><name>" + NETWORK + "</name><source mode='" + mode + "'>"
                + IntStream.range(0, size)
                        .mapToObj(i -> "<interface dev='nic" + i + "'/>")
                        .collect(Collectors.joining())
                + "</source></network>";
        core.hosts().refresh(A);
        boolean active = core.networks().list().stream().anyMatch(n -> n.name().equals(NETWORK));
        core.networks().define(A, xml, DefineOptions.defaults().withReplace(true));
        if (active) {
            core.networks().stop(A, NETWORK, false);
        }
        core.networks().start(A, NETWORK, false);
    }

    private static Comparison compare(BenchLab lab, CoreFixture core, String pool) throws Exception {
        Stopwatch guestnet = new Stopwatch();
        Stopwatch virsh = new Stopwatch();
        GuestName ours = new GuestName(OURS.name());
        String uri = lab.script("uri", "A");
        for (int round = 0; round < ROUNDS; round++) {
            guestnet.time(() -> core.guests().start(ours, Optional.of(A), false));
            core.guests().stop(ours, Optional.of(A), Guests.StopMode.DESTROY, false);
            virsh.time(() -> Commands.run(Map.of(), "virsh", "-c", uri, "start", THEIRS.name()));
            Commands.run(Map.of(), "virsh", "-c", uri, "destroy", THEIRS.name());
        }
        return new Comparison(
                "steered start, " + pool, "ms", guestnet.medianMillis(), "virsh start", virsh.medianMillis(), GOAL);
    }
}
