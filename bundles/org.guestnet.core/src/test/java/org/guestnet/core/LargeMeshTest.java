/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.guestnet.api.DefineOptions;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.sim.internal.LinkSteps;
import org.guestnet.sim.internal.SimDriver;
import org.guestnet.sim.internal.SimOptions;
import org.guestnet.type.tunnel.internal.TunnelNetworkType;
import org.guestnet.type.tunnel.internal.VxlanUplinkProvider;
import org.junit.jupiter.api.Test;

/** A mesh of many hosts: each change costs each member one step, however many there are. */
class LargeMeshTest {

    private static final int HOSTS = Integer.getInteger("guestnet.mesh", 200);
    private static final NetworkName RED = new NetworkName("red-network");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SimDriver driver = new SimDriver(SimOptions.forTests());

    private static HostName name(int number) {
        return new HostName("kvm" + number);
    }

    private static void join(CoreFixture core, SimDriver driver, int number) throws GuestnetException {
        String device = driver.host(name(number).value()).report().devices().stream()
                .filter(d -> d.kind().equals("ethernet") && d.master().isEmpty())
                .map(d -> d.name().value())
                .findFirst()
                .orElseThrow();
        core.networks()
                .define(
                        name(number),
                        "<network type='tunnel'><name>" + RED + "</name><tunnel id='4711'><local dev='" + device
                                + "'/></tunnel></network>",
                        DefineOptions.defaults());
        core.networks().start(name(number), RED, false);
    }

    private long peers(int number) {
        return driver.host(name(number).value()).linkResources().stream()
                .filter(FloodEntry.class::isInstance)
                .count();
    }

    private void awaitPeers(int members, int peers) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> IntStream.rangeClosed(1, members).allMatch(i -> peers(i) == peers));
    }

    @Test
    void aMemberMoreIsOneStepForEach() throws GuestnetException {
        CoreFixture core = new CoreFixture(new MemoryStore(), driver, Map.of("tunnel", new TunnelNetworkType()));
        try {
            core.add("vxlan", new VxlanUplinkProvider(List.of()));
            core.add(driver);
            for (int i = 1; i <= HOSTS; i++) {
                core.hosts().add(Scene.host(name(i), Hypervisor.QEMU));
            }
            for (int i = 1; i < HOSTS; i++) {
                join(core, driver, i);
            }
            awaitPeers(HOSTS - 1, HOSTS - 2);
            Map<Integer, LinkSteps> before = new HashMap<>();
            for (int i = 1; i < HOSTS; i++) {
                before.put(i, driver.host(name(i).value()).linkSteps());
            }
            long begun = System.nanoTime();
            join(core, driver, HOSTS);
            awaitPeers(HOSTS, HOSTS - 1);
            System.out.println(HOSTS + " hosts know a new member " + (System.nanoTime() - begun) / 1_000_000
                    + " ms after it was defined");
            before.forEach((i, steps) -> assertThat(driver.host(name(i).value())
                            .linkSteps()
                            .since(steps)
                            .changes())
                    .isEqualTo(1));
        } finally {
            core.close();
        }
    }
}
