/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.core.Scene.KVM1;

import java.util.UUID;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests land where the pool's strategy says, on a libvirt that would have chosen the least used member. */
class StrategiesTest {

    private Scene scene;
    private int guests;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private void define(String strategy) throws GuestnetException {
        scene.define(
                KVM1,
                "<network type='direct'><name>red-network</name><source mode='bridge' strategy='" + strategy
                        + "'><interface dev='ens1f[0-2]'/></source></network>");
    }

    private void onNode(String device, int node) throws GuestnetException {
        scene.sim(KVM1).removeDevice(new DeviceName(device));
        scene.sim(KVM1)
                .addDevice(HostDevice.of(new DeviceName(device), "ethernet")
                        .withLinkUp(true)
                        .withNumaNode(node));
    }

    /** Starts one more guest. @return its device, and whether libvirt was steered there, as the journal says */
    private String start() throws GuestnetException {
        String name = "web" + ++guests;
        UUID guest = scene.guest(KVM1, name, guests);
        Operation done = scene.start(name);
        boolean steered = scene.core.operations().get(done.id().toString()).steps().stream()
                .anyMatch(s -> s.what().startsWith("keep libvirt off"));
        assertThat(scene.noBlockers()).isTrue();
        return scene.device(KVM1, guest) + (steered ? " steered" : "");
    }

    private void stopTheLast() throws GuestnetException {
        UUID last = scene.guest(KVM1, "web" + guests, guests);
        scene.on(KVM1, s -> s.destroyGuest(last));
        scene.core.hosts().refresh(KVM1);
    }

    @Test
    void fillStaysAtAMemberAsLongAsItHasRoom() throws GuestnetException {
        define("fill");
        assertThat(start()).isEqualTo("ens1f0");
        assertThat(start()).isEqualTo("ens1f0 steered");
        assertThat(start()).isEqualTo("ens1f0 steered");
    }

    @Test
    void roundRobinTakesTheNextMemberAlsoWhenTheLastIsFreeAgain() throws GuestnetException {
        define("round-robin");
        assertThat(start()).isEqualTo("ens1f0");
        stopTheLast();
        assertThat(start()).isEqualTo("ens1f1 steered");
        stopTheLast();
        assertThat(start()).isEqualTo("ens1f2 steered");
        stopTheLast();
        assertThat(start()).isEqualTo("ens1f0");
    }

    @Test
    void spreadNumaTakesTheNodeWithTheFewestGuests() throws GuestnetException {
        onNode("ens1f0", 0);
        onNode("ens1f1", 0);
        onNode("ens1f2", 1);
        scene.core.hosts().refresh(KVM1);
        define("spread-numa");
        assertThat(start()).isEqualTo("ens1f0");
        assertThat(start()).isEqualTo("ens1f2 steered");
        assertThat(start()).isEqualTo("ens1f1");
    }
}
