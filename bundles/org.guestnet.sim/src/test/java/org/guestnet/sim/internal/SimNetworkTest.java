/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.PoolChange;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** libvirt's bookkeeping with its mistakes, which no contract asks for. */
class SimNetworkTest {

    private final SimDriver driver = new SimDriver(SimOptions.forTests());
    private final SimHost host = driver.host("kvm1");
    private HostSession session;

    @BeforeEach
    void openSession() throws GuestnetException {
        session = Try.open(driver, "kvm1");
    }

    private DeviceName chosen(long id) throws GuestnetException {
        return session.createPort(Try.request(id)).plug().orElseThrow().device().orElseThrow();
    }

    @Test
    void memberInUseIsHandedOutAgainAfterAChangeOfThePool() throws GuestnetException {
        Try.running(session, Try.pool("passthrough", "ens1f0"));
        DeviceName first = chosen(1);
        session.updatePool(Try.RED, new DeviceName("ens1f1"), PoolChange.ADD);
        assertThat(chosen(2)).isEqualTo(first);
    }

    @Test
    void countersBelowZeroMakeAnEmptyPoolExhausted() throws GuestnetException {
        Try.running(session, Try.pool("passthrough", "ens1f0"));
        Port port = session.createPort(Try.request(1));
        session.updatePool(Try.RED, new DeviceName("ens1f1"), PoolChange.ADD);
        session.updatePool(Try.RED, new DeviceName("ens1f1"), PoolChange.REMOVE);
        session.deletePort(Try.RED, port.id());
        assertThat(session.network(Try.RED).ports()).isEmpty();
        Try.refused(Codes.POOL_EXHAUSTED, () -> session.createPort(Try.request(2)));
    }

    @Test
    void portOfARemovedMemberCannotBeDeleted() throws GuestnetException {
        Try.running(session, Try.pool("passthrough", "ens1f0", "ens1f1"));
        Port port = session.createPort(Try.request(1));
        session.updatePool(Try.RED, new DeviceName("ens1f0"), PoolChange.REMOVE);
        Try.refused(Codes.HOST_REFUSED, () -> session.deletePort(Try.RED, port.id()));
        assertThat(session.network(Try.RED).ports()).hasSize(1);
    }

    @Test
    void poolCanBeEmptiedAndFilledAgain() throws GuestnetException {
        Try.running(session, Try.pool("bridge", "ens1f0"));
        session.updatePool(Try.RED, new DeviceName("ens1f0"), PoolChange.REMOVE);
        Try.refused(Codes.HOST_REFUSED, () -> session.createPort(Try.request(1)));
        session.updatePool(Try.RED, new DeviceName("ens1f2"), PoolChange.ADD);
        assertThat(chosen(1)).isEqualTo(new DeviceName("ens1f2"));
    }

    @Test
    void restartOfTheDaemonCountsAnewAndBooksWhatGuestsUse() throws GuestnetException {
        Try.running(session, Try.pool("passthrough", "ens1f0", "ens1f1"));
        session.defineGuest(Try.guest());
        session.startGuest(Try.GUEST);
        session.stopNetwork(Try.RED);
        session.startNetwork(Try.RED);
        assertThat(session.network(Try.RED).ports()).isEmpty();

        host.die();
        host.revive();

        session = Try.open(driver, "kvm1");
        assertThat(session.network(Try.RED).ports()).extracting(Port::ownerId).containsExactly(Try.GUEST);
        assertThat(chosen(1)).isEqualTo(new DeviceName("ens1f1"));
    }

    @Test
    void singleForwardDeviceIsAPoolOfOne() throws GuestnetException {
        Try.running(session, Try.network("<forward mode='passthrough' dev='ens1f2'/>"));
        assertThat(chosen(1)).isEqualTo(new DeviceName("ens1f2"));
        Try.refused(Codes.POOL_EXHAUSTED, () -> session.createPort(Try.request(2)));
    }

    @Test
    void virtualNetworkGetsABridgeThatIsThereWhileItRuns() throws GuestnetException {
        session.defineNetwork(Try.network(""));
        DeviceName bridge = new DeviceName("virbr0");
        assertThat(session.network(Try.RED).configXml()).contains("virbr0");
        session.startNetwork(Try.RED);
        assertThat(session.observe().devices()).extracting(HostDevice::name).contains(bridge);
        assertThat(session.createPort(Try.request(1)).plug()).contains(Plug.network(bridge));
        session.stopNetwork(Try.RED);
        assertThat(session.observe().devices()).extracting(HostDevice::name).doesNotContain(bridge);
    }

    @Test
    void bridgeOfTheHostIsNoBridgeOfAVirtualNetwork() throws GuestnetException {
        HostSession other = Try.open(driver, "kvm2");
        other.defineNetwork(Try.network("<bridge name='br0'/>"));
        Try.refused(Codes.HOST_REFUSED, () -> other.startNetwork(Try.RED));
        assertThat(other.network(Try.RED).active()).isFalse();
    }

    @Test
    void bridgeNameBelongsToOneVirtualNetwork() throws GuestnetException {
        session.defineNetwork(Try.network("<bridge name='virbr7'/>"));
        String blue = "<network><name>blue</name><bridge name='virbr7'/></network>";
        Try.refused(Codes.HOST_REFUSED, () -> session.defineNetwork(blue));
        assertThat(session.observe().networks()).hasSize(1);
    }

    @Test
    void metadataSurvivesLetterByLetter() throws GuestnetException {
        String metadata = "<metadata><x:a  xmlns:x='urn:x' b=\"1\"><!-- kept --><x:c/> text </x:a></metadata>";
        Try.running(session, Try.network(metadata + "<forward mode='vepa'><interface dev='ens1f0'/></forward>"));
        session.createPort(Try.request(1));
        for (String xml : List.of(
                session.network(Try.RED).configXml(),
                session.network(Try.RED).liveXml().orElseThrow())) {
            assertThat(xml).contains(metadata);
        }
    }

    @Test
    void liveDocumentCountsConnections() throws GuestnetException {
        Try.running(session, Try.pool("bridge", "ens1f0", "ens1f1"));
        session.createPort(Try.request(1));
        session.createPort(Try.request(2));
        session.createPort(Try.request(3));
        assertThat(session.network(Try.RED).liveXml().orElseThrow())
                .containsPattern("<network connections=.3.")
                .containsPattern("dev=.ens1f0. connections=.2.")
                .containsPattern("dev=.ens1f1. connections=.1.");
    }

    @Test
    void simulatedDevicesHaveNoVirtualFunctions() throws GuestnetException {
        session.defineNetwork(Try.network("<forward mode='passthrough'><pf dev='ens1f0'/></forward>"));
        Try.refused(Codes.HOST_REFUSED, () -> session.startNetwork(Try.RED));
    }

    @Test
    void kernelRefusesASecondGuestOnAPassthroughDevice() throws GuestnetException {
        Try.running(session, Try.pool("passthrough", "ens1f0"));
        session.defineGuest(Try.guest());
        session.startGuest(Try.GUEST);
        String old = "<domain type='kvm'><name>old</name><devices><interface type='direct'>"
                + "<source dev='ens1f0' mode='bridge'/></interface></devices></domain>";
        Try.refused(Codes.HOST_REFUSED, () -> session.startGuestAs(old));
        assertThat(session.observe().guests()).hasSize(1);
    }

    @Test
    void kernelRefusesADeviceThatABridgeHas() throws GuestnetException {
        HostSession other = Try.open(driver, "kvm2");
        Try.running(other, Try.pool("bridge", "eth1"));
        other.defineGuest(Try.guest());
        Try.refused(Codes.HOST_REFUSED, () -> other.startGuest(Try.GUEST));
        assertThat(other.network(Try.RED).ports()).isEmpty();
    }

    @Test
    void guestNeedsTheBridgeOfItsNetwork() throws GuestnetException {
        Try.running(session, Try.network("<forward mode='bridge'/><bridge name='br0'/>"));
        session.defineGuest(Try.guest());
        Try.refused(Codes.HOST_REFUSED, () -> session.startGuest(Try.GUEST));

        HostSession other = Try.open(driver, "kvm2");
        Try.running(other, Try.network("<forward mode='bridge'/><bridge name='br0'/>"));
        other.defineGuest(Try.guest());
        other.startGuest(Try.GUEST);
        assertThat(other.guest(Try.GUEST).orElseThrow().live().get(0).plug())
                .contains(Plug.bridge(new DeviceName("br0")));
    }
}
