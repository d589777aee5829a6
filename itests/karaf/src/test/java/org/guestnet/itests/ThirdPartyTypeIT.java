/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.api.HostedNetwork;
import org.guestnet.api.Hosts;
import org.guestnet.api.NetworkTypeInfo;
import org.guestnet.api.NetworkTypes;
import org.guestnet.api.Networks;
import org.guestnet.itests.support.KarafTest;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A network type that nobody here knows comes and goes while its networks are on hosts. */
@KarafTest
class ThirdPartyTypeIT {

    private static final HostName HOST = new HostName("third-party");
    private static final GuestName GUEST = new GuestName("db1"); // the simulated kvm2 has it, on that network
    private static final NetworkName NETWORK = new NetworkName("red-network");
    private static final String XML = "<network type='user'><name>red-network</name></network>";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    BundleContext context;

    @Inject
    BootFinished booted;

    @Inject
    Hosts hosts;

    @Inject
    Networks networks;

    @Inject
    Guests guests;

    @Inject
    NetworkTypes types;

    private Bundle theirs;

    @BeforeEach
    void install() throws Exception {
        hosts.add(new Host(HOST, HostAddress.parse("sim:kvm2"), Hypervisor.QEMU));
        assertThat(states()).isEmpty();
        installTheirs();
    }

    @AfterEach
    void takeAway() throws Exception {
        if (!states().contains(NetworkTypeInfo.State.ACTIVE)) {
            installTheirs();
        }
        networks.undefine(HOST, NETWORK, false);
        hosts.remove(HOST);
        theirs.uninstall();
    }

    @Test
    void itsNetworksOutliveItAndHealWhenItReturns() throws Exception {
        networks.define(HOST, XML, DefineOptions.defaults());
        assertThat(codes()).doesNotContain("TYPE_MISSING");

        theirs.uninstall();

        await(() -> codes().contains("TYPE_MISSING"));
        assertThat(states()).isEmpty();
        assertThat(networks.document(HOST, NETWORK, false)).contains("type='user'");
        assertThatThrownBy(() ->
                        networks.define(HOST, XML, DefineOptions.defaults().withReplace(true)))
                .isInstanceOf(GuestnetException.class)
                .hasMessageContaining("TYPE_MISSING");

        installTheirs();

        await(() -> !codes().contains("TYPE_MISSING"));
    }

    @Test
    void aGuestOnItRunsOnWhileItIsGoneAndIsKnownWhenItReturns() throws Exception {
        networks.define(HOST, XML, DefineOptions.defaults());
        guests.start(GUEST, Optional.of(HOST), false);
        assertThat(users()).containsExactly(GUEST.value());

        theirs.uninstall();

        await(() -> codes().contains("TYPE_MISSING"));
        assertThat(users()).containsExactly(GUEST.value());

        installTheirs();

        await(() -> !codes().contains("TYPE_MISSING"));
        assertThat(users()).containsExactly(GUEST.value());
        guests.stop(GUEST, Optional.of(HOST), StopMode.DESTROY, false);
        assertThat(users()).isEmpty();
    }

    private List<String> users() throws GuestnetException {
        return networks.show(NETWORK).get(0).guests();
    }

    private void installTheirs() throws Exception {
        File jar = new File(System.getProperty("it.directory"), "example-type.jar");
        theirs = context.installBundle(jar.toURI().toString());
        theirs.start();
        await(() -> states().equals(List.of(NetworkTypeInfo.State.ACTIVE)));
    }

    private List<NetworkTypeInfo.State> states() {
        return types.list().stream()
                .filter(info -> info.type().equals("user"))
                .map(NetworkTypeInfo::state)
                .toList();
    }

    private List<String> codes() {
        try {
            return networks.show(NETWORK).stream()
                    .map(HostedNetwork::findings)
                    .flatMap(List::stream)
                    .map(finding -> finding.code())
                    .toList();
        } catch (GuestnetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Supplier<Boolean> condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.get()) {
            assertThat(Instant.now()).as("waited " + PATIENCE).isBefore(deadline);
            Thread.sleep(20);
        }
    }
}
