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
import java.util.concurrent.Callable;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Hosts;
import org.guestnet.api.MeshMember.State;
import org.guestnet.api.Networks;
import org.guestnet.itests.support.KarafTest;
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

/** An encryption that nobody here knows comes and goes while tunnels have it. */
@KarafTest
class ThirdPartyEncryptionIT {

    private static final List<HostName> HOSTS = List.of(new HostName("end-one"), new HostName("end-two"));
    private static final NetworkName NETWORK = new NetworkName("hidden-network");
    private static final String XML = "<network type='tunnel'><name>hidden-network</name><tunnel id='4711'>"
            + "<local dev='eth0'/><encryption type='wireguard' secret='hidden-key'/></tunnel></network>";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    BundleContext context;

    @Inject
    BootFinished booted;

    @Inject
    Hosts hosts;

    @Inject
    Networks networks;

    private Bundle theirs;

    @BeforeEach
    void addHosts() throws Exception {
        hosts.add(new Host(HOSTS.get(0), HostAddress.parse("sim:kvm1"), Hypervisor.QEMU));
        hosts.add(new Host(HOSTS.get(1), HostAddress.parse("sim:kvm2"), Hypervisor.QEMU));
    }

    @AfterEach
    void takeAway() throws Exception {
        for (HostName host : HOSTS) {
            networks.undefine(host, NETWORK, false);
            hosts.remove(host);
        }
        theirs.uninstall();
    }

    private void installTheirs() throws Exception {
        File jar = new File(System.getProperty("it.directory"), "example-encryption.jar");
        theirs = context.installBundle(jar.toURI().toString());
        theirs.start();
    }

    @Test
    void tunnelsAreMadeByItAndOutliveIt() throws Exception {
        assertThatThrownBy(() -> networks.define(HOSTS.get(0), XML, DefineOptions.defaults()))
                .isInstanceOf(GuestnetException.class)
                .hasMessageContaining("nobody encrypts by 'wireguard'");
        installTheirs();
        await(this::defined);
        for (HostName host : HOSTS) {
            networks.start(host, NETWORK, false);
        }
        await(this::areUp);
        assertThat(networks.mesh(NETWORK)).allSatisfy(m -> assertThat(m.mtu()).hasValue(1370));

        theirs.uninstall();
        await(() -> codes().contains("DEFINITION_INVALID"));
        assertThat(areUp()).isTrue();

        installTheirs();
        await(() -> !codes().contains("DEFINITION_INVALID"));
        await(this::areUp);
    }

    /** Whoever reads tunnels hears of an encryption a moment after its bundle has begun. */
    private boolean defined() {
        try {
            for (HostName host : HOSTS) {
                networks.define(host, XML, DefineOptions.defaults().withReplace(true));
            }
            return true;
        } catch (GuestnetException e) {
            return false;
        }
    }

    private boolean areUp() throws GuestnetException {
        return networks.mesh(NETWORK).stream()
                        .filter(m -> m.state() == State.UP && m.peers().size() == 1)
                        .count()
                == HOSTS.size();
    }

    private List<String> codes() throws GuestnetException {
        return networks.show(NETWORK).stream()
                .flatMap(n -> n.findings().stream())
                .map(f -> f.code())
                .toList();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).as("waited " + PATIENCE).isBefore(deadline);
            Thread.sleep(20);
        }
    }
}
