/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.core.Scene.KVM1;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.PciAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool as large as one may be. */
class LargePoolTest {

    private static final int MEMBERS = 4096;

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
        for (int i = 0; i < MEMBERS; i++) {
            scene.sim(KVM1)
                    .addDevice(HostDevice.of(new DeviceName("vf" + i), "ethernet")
                            .withPci(new PciAddress(0, i >> 8, i >> 3 & 0x1f, i & 7))
                            .withLinkUp(true));
        }
        scene.core.hosts().refresh(KVM1);
        String members = IntStream.range(0, MEMBERS)
                .mapToObj(i -> "<interface dev='vf" + i + "' maxConnections='1'/>")
                .collect(Collectors.joining());
        scene.define(
                KVM1,
                "<network type='direct'><name>red-network</name><source mode='passthrough'>" + members
                        + "</source></network>");
    }

    @AfterEach
    void end() {
        scene.close();
    }

    /** The document alone has some 150 kB: to read it for each member would take that, and more, for each. */
    @Test
    void placingAGuestDoesNotReadThePoolsDocumentForEachMember() throws GuestnetException {
        scene.guest(KVM1, "web1", 1);
        scene.guest(KVM1, "web2", 2);
        scene.start("web1");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        List<ResolvedInterface> resolved = scene.core.guests().resolve(new GuestName("web2"), KVM1);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(resolved.get(0).plug().orElseThrow().device()).contains(new DeviceName("vf1"));
        assertThat(bytes / MEMBERS).as("bytes for a member").isLessThan(20_000);
    }
}
