/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.type.user.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.Plug;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.PortRequest.Purpose;
import org.guestnet.testkit.TestDefinition;
import org.guestnet.testkit.TestHost;
import org.guestnet.testkit.TestPort;
import org.junit.jupiter.api.Test;

class UserNetworkTypeTest {

    private static final TestHost HOST = TestHost.named("kvm1");
    private static final TestPort NIC = TestPort.of("<interface type='network'/>");

    private final DefinedNetwork network = new UserNetworkType()
            .read(TestDefinition.of("<network type='user'><name>red-network</name></network>"))
            .value()
            .orElseThrow();

    @Test
    void isPluggedByGuestnetAndReachesNoOtherHost() {
        HostNetwork on = network.on(HOST);
        assertThat(on.isResolvedByGuestnet()).isTrue();
        assertThat(on.scope()).isEqualTo(HostNetwork.Scope.LOCAL);
        assertThat(on.findings()).isEmpty();
        assertThat(network.plug(HOST, NIC, Optional.empty())).isEqualTo(Plug.of("user", Map.of()));
    }

    @Test
    void cannotBeDefinedWhereContainersRun() {
        assertThat(network.on(HOST.with(Hypervisor.LXC)).findings())
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.BLOCKER);
    }

    @Test
    void letsGuestsStartAndNotMigrate() {
        assertThat(network.admits(HOST, NIC)).isEmpty();
        assertThat(network.admits(HOST, NIC.with(Purpose.ATTACH))).isEmpty();
        assertThat(network.admits(HOST, NIC.with(Purpose.MIGRATE_IN)))
                .extracting(Finding::code)
                .containsExactly(UserNetwork.USER_NETWORK_STAYS);
        assertThat(network.admits(HOST, NIC.with(Purpose.MIGRATE_OUT)))
                .extracting(Finding::code)
                .containsExactly(UserNetwork.USER_NETWORK_STAYS);
    }

    @Test
    void refusesOptionsThatQemuWouldIgnore() {
        assertThat(network.admits(
                        HOST, TestPort.of("<interface><source portgroup='g'/><vlan/><filterref/></interface>")))
                .extracting(Finding::code)
                .containsExactly(Codes.OPTION_UNSUPPORTED, Codes.OPTION_UNSUPPORTED, Codes.PORTGROUP_UNKNOWN);
    }

    @Test
    void refusesWhatItWouldIgnore() {
        assertThat(new UserNetworkType()
                        .read(TestDefinition.of(
                                "<network type='user'>\n<name>n</name>\n<bridge name='br0'/>\n<ip/>\n</network>"))
                        .findings())
                .extracting(f -> f.place().orElseThrow().line())
                .containsExactly(3, 4);
    }

    @Test
    void isAComponentThatNamesItsType() throws IOException {
        try (InputStream xml =
                getClass().getResourceAsStream("/OSGI-INF/" + UserNetworkType.class.getName() + ".xml")) {
            assertThat(new String(xml.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("name=\"" + NetworkTypeProvider.NETWORK_TYPE_NAME + "\" type=\"String\" value=\"user\"");
        }
    }
}
