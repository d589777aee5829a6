/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.StillHosts;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.type.Definitions;
import org.guestnet.core.type.TypeRegistry;
import org.guestnet.core.type.TypeRegistry.Registration;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HostName A = new HostName("a");
    private static final HostName B = new HostName("b");
    private static final HostName NOWHERE = new HostName("nowhere");

    private final StillHosts hosts = new StillHosts();
    private final TypeRegistry types = new TypeRegistry();
    private final NetworkReader reader = new NetworkReader(new Definitions(types));
    private Fleet fleet;
    private Offers offers;

    @BeforeEach
    void build() throws GuestnetException {
        types.add(new Registration(new BridgeNetworkType(), "bridge", 0, 1, "test"));
        fleet = new Fleet(new MemoryStore());
        fleet.bindDriver(hosts);
        offers = new Offers(fleet, reader);
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    private void seen(HostName host, String... networks) throws GuestnetException {
        hosts.put(
                host,
                new HostReport(
                        List.of(), Stream.of(networks).map(OffersTest::network).toList(), List.of()));
        if (fleet.find(host).isEmpty()) {
            fleet.add(new Host(host, HostAddress.parse("sim:" + host), Hypervisor.QEMU));
        }
        fleet.host(host).awaitLook(PATIENCE);
    }

    private static NetworkReport network(String name) {
        String xml = "<network><name>" + name + "</name><forward mode='bridge'/><bridge name='br0'/></network>";
        return new NetworkReport(
                new NetworkName(name), UUID.randomUUID(), true, true, xml, Optional.of(xml), List.of());
    }

    private int left(String network) {
        return offers.ranking(Set.of(new NetworkName(network)), NOWHERE).left();
    }

    @Test
    void aNetworkIsForgottenWithTheLastHostThatHasIt() throws GuestnetException {
        seen(A, "red", "blue");
        seen(B, "red");
        assertThat(offers.networks()).isEqualTo(2);
        seen(A, "red");
        assertThat(offers.networks()).isEqualTo(1);
        assertThat(left("red")).isEqualTo(2);
        fleet.remove(A);
        assertThat(left("red")).isEqualTo(1);
        fleet.remove(B);
        assertThat(offers.networks()).isZero();
    }

    @Test
    void askingForANetworkThatNoHostHasLeavesNothing() throws GuestnetException {
        seen(A, "red");
        assertThat(left("green")).isZero();
        assertThat(offers.networks()).isEqualTo(1);
    }

    @Test
    void aHostThatComesAfterOneThatIsGoneIsCountedForItself() throws GuestnetException {
        seen(A, "red");
        fleet.remove(A);
        seen(B, "blue");
        assertThat(left("red")).isZero();
        assertThat(offers.ranking(Set.of(new NetworkName("blue")), NOWHERE)
                        .next()
                        .host())
                .isEqualTo(B);
    }

    @Test
    void aProviderIsAskedWithoutALock() throws GuestnetException {
        BridgeNetworkType slow = new BridgeNetworkType();
        types.add(new Registration(
                definition -> {
                    CompletableFuture<Integer> another = CompletableFuture.supplyAsync(() -> left("red"));
                    assertThat(another.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                    .join())
                            .isZero();
                    return slow.read(definition);
                },
                "bridge",
                9,
                2,
                "test.slow"));
        seen(A, "red");
        assertThat(left("red")).isEqualTo(1);
    }
}
