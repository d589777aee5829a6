/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.guestnet.driver.HostSession;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;

/** What the tests of simulated hosts have in common. */
final class Try {

    static final NetworkName RED = new NetworkName("red");
    static final UUID GUEST = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final MacAddress MAC = new MacAddress("52:54:00:00:00:01");

    private Try() {}

    static Host host(String name) {
        return host(name, Hypervisor.QEMU);
    }

    static Host host(String name, Hypervisor hypervisor) {
        return new Host(new HostName(name), HostAddress.parse("sim:" + name), hypervisor);
    }

    static HostSession open(SimDriver driver, String name) throws GuestnetException {
        return driver.open(host(name), new Heard());
    }

    static String network(String content) {
        return "<network><name>red</name><uuid>" + new UUID(7, 7) + "</uuid>" + content + "</network>";
    }

    static String pool(String mode, String... members) {
        StringBuilder all = new StringBuilder();
        for (String member : members) {
            all.append("<interface dev='").append(member).append("'/>");
        }
        return network("<forward mode='" + mode + "'>" + all + "</forward>");
    }

    static void running(HostSession session, String xml) throws GuestnetException {
        session.defineNetwork(xml);
        session.startNetwork(RED);
    }

    static String guest() {
        return "<domain type='kvm'><name>web</name><uuid>" + GUEST + "</uuid><memory unit='MiB'>64</memory><devices>"
                + "<interface type='network'><mac address='" + MAC + "'/><source network='red'/></interface>"
                + "</devices></domain>";
    }

    static Port request(long id) {
        return new Port(new UUID(1, id), RED, "test", new UUID(2, id), MAC, Optional.empty(), Optional.empty());
    }

    static Port booking(long id, String device, String mode) {
        return new Port(
                new UUID(1, id),
                RED,
                "test",
                new UUID(2, id),
                MAC,
                Optional.empty(),
                Optional.of(Plug.direct(new DeviceName(device), mode)));
    }

    static void refused(String code, ThrowingCallable call) {
        assertThat(catchThrowable(call))
                .isInstanceOfSatisfying(
                        GuestnetException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    /** The failure of a call on another thread; null if it has none. */
    static CompletableFuture<Throwable> later(ThrowingCallable call) {
        return CompletableFuture.supplyAsync(() -> catchThrowable(call));
    }

    static Throwable failure(CompletableFuture<Throwable> call) throws InterruptedException {
        try {
            return call.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the call did not end", e);
        }
    }
}
