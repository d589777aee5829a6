/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.guestnet.driver.HostSession.PoolChange;
import org.guestnet.driver.NetworkReport;
import org.guestnet.driver.contract.Documents.Network;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.junit.jupiter.api.Test;

/** What a session promises about networks. */
abstract class NetworkContract extends TwoHosts {

    /** Defines and starts a network on the first host. */
    final void running(Network network, String xml) throws GuestnetException {
        a.defineNetwork(xml);
        a.startNetwork(network.name());
    }

    /** The network's live document on the first host. */
    final String liveXml(Network network) throws GuestnetException {
        return a.network(network.name()).liveXml().orElseThrow();
    }

    @Test
    void definedNetworkIsInactiveAndPersistent() throws GuestnetException {
        Network red = make.network();
        a.defineNetwork(make.pool(red, "vepa", nicOfA(0), nicOfA(1)));

        NetworkReport report = a.network(red.name());
        assertThat(report.name()).isEqualTo(red.name());
        assertThat(report.uuid()).isEqualTo(red.uuid());
        assertThat(report.persistent()).isTrue();
        assertThat(report.active()).isFalse();
        assertThat(report.autostart()).isFalse();
        assertThat(report.ports()).isEmpty();
        assertThat(Documents.members(report.configXml()))
                .containsExactly(nicOfA(0).value(), nicOfA(1).value());
        assertThat(a.observe().networks()).contains(report);
    }

    @Test
    void documentThatTheSchemaDoesNotKnowDefinesNothing() throws GuestnetException {
        Network red = make.network();
        String foreign = "<network type='direct'><name>" + red.name() + "</name><uuid>" + red.uuid()
                + "</uuid><source mode='vepa'><interface dev='" + nicOfA(0) + "'/></source></network>";

        refused(Codes.HOST_REFUSED, () -> a.defineNetwork(foreign));
        refused(Codes.NETWORK_MISSING, () -> a.network(red.name()));
    }

    @Test
    void documentThatBreaksARuleDefinesNothing() throws GuestnetException {
        Network red = make.network();
        String both = make.document(
                red, "<forward mode='bridge'><interface dev='" + nicOfA(0) + "'/></forward><bridge name='br0'/>");

        refused(Codes.HOST_REFUSED, () -> a.defineNetwork(both));
        refused(Codes.NETWORK_MISSING, () -> a.network(red.name()));
        assertThat(a.observe().networks()).extracting(NetworkReport::name).doesNotContain(red.name());
    }

    @Test
    void textThatIsNotXmlDefinesNothing() {
        refused(Codes.HOST_REFUSED, () -> a.defineNetwork("<network><name>contract-broken</name>"));
    }

    @Test
    void redefinitionChangesTheConfigurationAndNotTheLiveNetwork() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "bridge", nicOfA(0)));

        a.defineNetwork(make.pool(red, "bridge", nicOfA(1)));

        NetworkReport report = a.network(red.name());
        assertThat(Documents.members(report.configXml()))
                .containsExactly(nicOfA(1).value());
        assertThat(Documents.members(report.liveXml().orElseThrow()))
                .containsExactly(nicOfA(0).value());
        a.stopNetwork(red.name());
        a.startNetwork(red.name());
        assertThat(Documents.members(liveXml(red))).containsExactly(nicOfA(1).value());
    }

    @Test
    void nameAndUuidBelongTogether() throws GuestnetException {
        Network red = make.network();
        a.defineNetwork(make.pool(red, "bridge", nicOfA(0)));
        Network otherUuid = new Network(red.name(), UUID.randomUUID());
        Network otherName = new Network(make.network().name(), red.uuid());

        refused(Codes.HOST_REFUSED, () -> a.defineNetwork(make.pool(otherUuid, "bridge", nicOfA(1))));
        refused(Codes.HOST_REFUSED, () -> a.defineNetwork(make.pool(otherName, "bridge", nicOfA(1))));

        assertThat(a.network(red.name()).uuid()).isEqualTo(red.uuid());
        assertThat(Documents.members(a.network(red.name()).configXml()))
                .containsExactly(nicOfA(0).value());
        refused(Codes.NETWORK_MISSING, () -> a.network(otherName.name()));
    }

    @Test
    void networkStartsAndStopsOnce() throws GuestnetException {
        Network red = make.network();
        a.defineNetwork(make.isolated(red));

        a.startNetwork(red.name());
        assertThat(a.network(red.name()).active()).isTrue();
        refused(Codes.HOST_REFUSED, () -> a.startNetwork(red.name()));

        a.stopNetwork(red.name());
        assertThat(a.network(red.name()).active()).isFalse();
        refused(Codes.HOST_REFUSED, () -> a.stopNetwork(red.name()));
    }

    @Test
    void autostartIsSetAndCleared() throws GuestnetException {
        Network red = make.network();
        a.defineNetwork(make.isolated(red));

        a.setNetworkAutostart(red.name(), true);
        assertThat(a.network(red.name()).autostart()).isTrue();
        a.setNetworkAutostart(red.name(), false);
        assertThat(a.network(red.name()).autostart()).isFalse();
    }

    @Test
    void undefinedNetworkGoesOnUntilItIsStopped() throws GuestnetException {
        Network red = make.network();
        running(red, make.isolated(red));

        a.undefineNetwork(red.name());
        assertThat(a.network(red.name()).active()).isTrue();
        assertThat(a.network(red.name()).persistent()).isFalse();

        a.stopNetwork(red.name());
        refused(Codes.NETWORK_MISSING, () -> a.network(red.name()));
    }

    @Test
    void undefinedInactiveNetworkIsGone() throws GuestnetException {
        Network red = make.network();
        a.defineNetwork(make.isolated(red));
        a.undefineNetwork(red.name());
        assertThat(a.observe().networks()).extracting(NetworkReport::name).doesNotContain(red.name());
    }

    @Test
    void everyCallNamesAMissingNetwork() {
        Network none = make.network();
        NetworkName name = none.name();
        refused(Codes.NETWORK_MISSING, () -> a.network(name));
        refused(Codes.NETWORK_MISSING, () -> a.undefineNetwork(name));
        refused(Codes.NETWORK_MISSING, () -> a.startNetwork(name));
        refused(Codes.NETWORK_MISSING, () -> a.stopNetwork(name));
        refused(Codes.NETWORK_MISSING, () -> a.setNetworkAutostart(name, true));
        refused(Codes.NETWORK_MISSING, () -> a.updatePool(name, nicOfA(0), PoolChange.ADD));
        refused(Codes.NETWORK_MISSING, () -> a.createPort(make.request(none)));
        refused(Codes.NETWORK_MISSING, () -> a.deletePort(name, UUID.randomUUID()));
    }

    @Test
    void poolOfALiveNetworkIsChangedAndItsConfigurationIsNot() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "passthrough", nicOfA(0), nicOfA(1)));
        String config = a.network(red.name()).configXml();

        a.updatePool(red.name(), nicOfA(2), PoolChange.ADD);
        assertThat(Documents.members(liveXml(red)))
                .isEqualTo(
                        List.of(nicOfA(0).value(), nicOfA(1).value(), nicOfA(2).value()));

        a.updatePool(red.name(), nicOfA(0), PoolChange.REMOVE);
        assertThat(Documents.members(liveXml(red)))
                .containsExactly(nicOfA(1).value(), nicOfA(2).value());
        assertThat(a.network(red.name()).configXml()).isEqualTo(config);
        assertThat(a.createPort(make.request(red)).plug().orElseThrow().device())
                .contains(nicOfA(1));
    }

    @Test
    void poolChangeThatCannotBeIsRefused() throws GuestnetException {
        Network red = make.network();
        a.defineNetwork(make.pool(red, "bridge", nicOfA(0)));
        refused(Codes.HOST_REFUSED, () -> a.updatePool(red.name(), nicOfA(1), PoolChange.ADD));

        a.startNetwork(red.name());
        refused(Codes.HOST_REFUSED, () -> a.updatePool(red.name(), nicOfA(0), PoolChange.ADD));
        refused(Codes.HOST_REFUSED, () -> a.updatePool(red.name(), nicOfA(1), PoolChange.REMOVE));
        assertThat(Documents.members(liveXml(red))).containsExactly(nicOfA(0).value());
    }
}
