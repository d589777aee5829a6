/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.contract.Documents.Guest;
import org.guestnet.driver.contract.Documents.Network;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.LibvirtVersion;
import org.junit.jupiter.api.Test;

/**
 * What every {@link HostSession} keeps, whatever is behind it. Extend it, and say which driver, which two hosts and
 * whether they reach each other, how a guest is paused and its migration slowed down, and how a device is set up and renamed. What
 * hosts cannot show that do not reach each other is skipped by an assumption. Each test opens a session with each host and removes afterwards whatever is named
 * {@code contract-…} there, so the hosts may be kept from one test to the next. The hosts have no bridge {@code br0} in use.
 */
public abstract class HostSessionContract extends DeviceContract {

    @Test
    void driverServesTheTransportOfItsHosts() {
        assertThat(driver().transports())
                .contains(hostA().address().transport(), hostB().address().transport());
    }

    @Test
    void factsAreTheHosts() {
        assertThat(a.facts().hypervisor()).isEqualTo(hostA().hypervisor());
        assertThat(a.facts().libvirt()).isGreaterThan(new LibvirtVersion(5, 5, 0));
        assertThat(a.facts().hostName()).isNotEmpty();
        assertThat(a.facts().migrates()).isTrue();
    }

    @Test
    void changesOfNetworksAreTold() throws Exception {
        Network red = make.network();
        toldOf("define", () -> a.defineNetwork(make.isolated(red)));
        toldOf("start", () -> a.startNetwork(red.name()));
        toldOf("stop", () -> a.stopNetwork(red.name()));
        toldOf("undefine", () -> a.undefineNetwork(red.name()));
    }

    @Test
    void changesOfGuestsAreTold() throws Exception {
        Guest guest = make.guest();
        toldOf("define", () -> a.defineGuest(make.domain(guest, "")));
        toldOf("start", () -> a.startGuest(guest.uuid()));
        toldOf("destroy", () -> a.destroyGuest(guest.uuid()));
        toldOf("undefine", () -> a.undefineGuest(guest.uuid()));
    }

    @Test
    void changesByOthersAreTold() throws Exception {
        Network red = make.network();
        try (HostSession other = driver().open(hostA(), new Hearing())) {
            toldOf("a definition by another session", () -> other.defineNetwork(make.isolated(red)));
        }
        assertThat(a.network(red.name()).uuid()).isEqualTo(red.uuid());
    }

    private interface Step {
        void run() throws GuestnetException;
    }

    private void toldOf(String what, Step step) throws Exception {
        int before = heard.changes.get();
        step.run();
        await("told of " + what, () -> heard.changes.get() > before);
    }

    @Test
    void closedSessionRefusesEveryCallAndClosesAgain() {
        a.close();
        a.close();

        unreachable(() -> a.observe());
        unreachable(() -> a.network(make.network().name()));
        unreachable(() -> a.defineNetwork(make.isolated(make.network())));
        unreachable(() -> a.guest(UUID.randomUUID()));
        unreachable(() -> a.startGuest(UUID.randomUUID()));
        assertThat(heard.losses).hasValue(0);
    }

    @Test
    void endOfASessionTouchesNothingOnItsHost() throws GuestnetException {
        Network red = pool("bridge", 1);
        Guest guest = started(red.name());
        a.close();

        a = driver().open(hostA(), heard);
        assertThat(report(a, guest).state().isActive()).isTrue();
        assertThat(a.network(red.name()).ports()).hasSize(1);
    }

    private static void unreachable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(HostUnreachableException.class);
    }
}
