/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.KVM1;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.guestnet.api.AttachOptions;
import org.guestnet.api.DetachOptions;
import org.guestnet.api.MoveNicOptions;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Claim;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.guestnet.sim.internal.SimHost;

/** web1 runs on red, a virtual network of kvm1; blue is an exclusive pool of two there, green a bridge. */
final class NicScene implements AutoCloseable {

    static final GuestName WEB1 = new GuestName("web1");
    static final NetworkName BLUE = new NetworkName("blue");
    static final NetworkName GREEN = new NetworkName("green");
    static final MacAddress FIRST = new MacAddress("52:54:00:00:01:01");
    static final MacAddress SECOND = new MacAddress("52:54:00:00:01:77");

    final Scene scene = new Scene();
    final UUID web1;

    NicScene() throws GuestnetException {
        sim().addDevice(HostDevice.of(new DeviceName("br0"), "bridge")
                .withAdminUp(true)
                .withLinkUp(true));
        scene.core.hosts().refresh(KVM1);
        scene.define(KVM1, Scene.NAT);
        scene.define(KVM1, Scene.EXCLUSIVE.replace("red-network", "blue"));
        scene.define(KVM1, Scene.BRIDGE.replace("red-network", "green"));
        web1 = scene.guest(KVM1, "web1", 1);
        scene.start("web1");
    }

    SimHost sim() {
        return scene.sim(KVM1);
    }

    Operation attach(NetworkName network, AttachOptions options) throws GuestnetException {
        return scene.core.guests().attach(WEB1, network, options);
    }

    /** The second interface, on blue. */
    Operation attach() throws GuestnetException {
        return attach(BLUE, AttachOptions.defaults().with(SECOND));
    }

    Operation detach(MacAddress nic) throws GuestnetException {
        return scene.core.guests().detach(WEB1, nic, DetachOptions.defaults());
    }

    Operation move(NetworkName network, MoveNicOptions options) throws GuestnetException {
        return scene.core.guests().moveNic(WEB1, FIRST, network, options);
    }

    /** The second of the next two calls is refused: the configuration's comes first, the running guest's second. */
    void failSecond(SimCall call) {
        sim().faults().hangNext(call, Moment.BEFORE).release(); // does not hang, but uses up the first
        sim().faults().failNext(call);
    }

    /** A further guest on blue, not started. */
    void other(String name, int number) throws GuestnetException {
        UUID uuid = scene.guest(KVM1, name, number);
        scene.on(KVM1, s -> s.defineGuest(Scene.domain(name, uuid, number).replace("red-network", "blue")));
        scene.core.hosts().refresh(KVM1);
    }

    private GuestReport report() {
        return scene.report(KVM1, web1).orElseThrow();
    }

    Optional<GuestInterface> live(MacAddress nic) {
        return of(report().live(), nic);
    }

    Optional<GuestInterface> configured(MacAddress nic) {
        return of(report().interfaces(), nic);
    }

    private static Optional<GuestInterface> of(List<GuestInterface> nics, MacAddress nic) {
        return nics.stream().filter(n -> n.mac().equals(nic)).findFirst();
    }

    List<Claim> claims() {
        return scene.store.claims();
    }

    Operation youngest() throws GuestnetException {
        return scene.core.operations().list(1).get(0);
    }

    static GuestnetException refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        GuestnetException e = Assertions.catchThrowableOfType(GuestnetException.class, call);
        Assertions.assertThat(e).as("it is refused").isNotNull();
        return e;
    }

    static void eventually(org.awaitility.core.ThrowingRunnable holds) {
        await().atMost(Scene.PATIENCE).untilAsserted(holds);
    }

    @Override
    public void close() {
        scene.close();
    }
}
