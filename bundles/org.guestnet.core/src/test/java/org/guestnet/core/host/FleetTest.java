/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.guestnet.driver.store.HostStore;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.junit.jupiter.api.Test;

/** A fleet whose store does not answer when it begins. */
class FleetTest {

    private static final HostName KVM1 = new HostName("kvm1");

    private final MemoryStore store = new MemoryStore();
    private final List<ManagerStore.Observer> observers = new ArrayList<>();
    private boolean silent = true;

    FleetTest() throws GuestnetException {
        store.add(new Host(KVM1, HostAddress.parse("sim:kvm1"), Hypervisor.QEMU));
    }

    /** Asked by name, so that it is silent for whatever is asked. */
    private HostStore hosts() {
        return (HostStore) Proxy.newProxyInstance(
                HostStore.class.getClassLoader(), new Class<?>[] {HostStore.class}, (proxy, method, arguments) -> {
                    if (silent) {
                        throw new GuestnetException(Finding.blocker(Codes.STORE_FAILED, "it does not answer", ""));
                    }
                    return method.invoke(store, arguments);
                });
    }

    /** A lease is told of at once, as with several managers. */
    private ManagerStore shared() {
        return (ManagerStore) Proxy.newProxyInstance(
                ManagerStore.class.getClassLoader(),
                new Class<?>[] {ManagerStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("observe")) {
                        observers.add((ManagerStore.Observer) arguments[0]);
                        observers.get(0).lost("the store does not answer");
                    }
                    return null;
                });
    }

    @Test
    void hostsOfASharedStoreAreKnownAsSoonAsThereIsALease() throws GuestnetException {
        try (Fleet fleet = new Fleet(hosts(), shared())) {
            assertThat(fleet.states()).isEmpty();
            silent = false;
            observers.get(0).renewed();
            assertThat(fleet.states()).extracting(HostState::name).containsExactly(KVM1);
        }
    }

    @Test
    void withoutOtherManagersItIsToldAtOnce() {
        assertThatThrownBy(() -> new Fleet(hosts())).hasMessageContaining(Codes.STORE_FAILED);
    }
}
