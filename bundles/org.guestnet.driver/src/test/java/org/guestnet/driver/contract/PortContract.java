/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.guestnet.driver.HostSession.PoolChange;
import org.guestnet.driver.contract.Documents.Network;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.model.XmlElement;
import org.junit.jupiter.api.Test;

/** What a session promises about ports. */
abstract class PortContract extends NetworkContract {

    /** The device that the host chooses for a new port on its first host. */
    private DeviceName chosen(Network network) throws GuestnetException {
        return a.createPort(make.request(network)).plug().orElseThrow().device().orElseThrow();
    }

    @Test
    void portIsReportedAsItWasMade() throws GuestnetException {
        Network red = make.network();
        running(red, make.poolWithGroup(red, "gold", nicOfA(0)));
        Port asked = make.request(red);
        Port gold = new Port(
                asked.id(),
                red.name(),
                "contract",
                asked.ownerId(),
                asked.mac(),
                Optional.of("gold"),
                Optional.empty());

        Port made = a.createPort(gold);

        assertThat(made)
                .isEqualTo(new Port(
                        asked.id(),
                        red.name(),
                        "contract",
                        asked.ownerId(),
                        asked.mac(),
                        Optional.of("gold"),
                        Optional.of(Plug.direct(nicOfA(0), "bridge"))));
        assertThat(a.network(red.name()).ports()).containsExactly(made);
        assertThat(Documents.connections(liveXml(red), nicOfA(0))).isEqualTo(1);
    }

    /** What a port says beyond its plug is not lost when it is deleted and booked again with what was read. */
    @Test
    void deletedPortIsBookedAgainWhole() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "passthrough", nicOfA(0)));
        Port asked = make.request(red);
        XmlElement vlan = XmlElement.of("vlan").with(XmlElement.of("tag").with("id", "42"));
        Port port = new Port(
                asked.id(),
                red.name(),
                "contract",
                asked.ownerId(),
                asked.mac(),
                Optional.empty(),
                Optional.of(Plug.direct(nicOfA(0), "passthrough")),
                List.of(vlan, XmlElement.of("rxfilters").with("trustGuest", "yes")));
        Port made = a.createPort(port);

        a.deletePort(red.name(), made.id());
        Port again = a.createPort(made);

        assertThat(made.options()).containsExactlyInAnyOrderElementsOf(port.options());
        assertThat(again).isEqualTo(made);
        assertThat(a.network(red.name()).ports()).containsExactly(made);
    }

    @Test
    void sharedMembersAreTakenLeastUsedFirstAndTiesInOrder() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "bridge", nicOfA(0), nicOfA(1), nicOfA(2)));

        List<DeviceName> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            order.add(chosen(red));
        }

        assertThat(order).containsExactly(nicOfA(0), nicOfA(1), nicOfA(2), nicOfA(0));
    }

    @Test
    void exclusiveMembersAreTakenOnceAndThenThePoolIsExhausted() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "passthrough", nicOfA(0), nicOfA(1)));

        assertThat(List.of(chosen(red), chosen(red))).containsExactly(nicOfA(0), nicOfA(1));
        refused(Codes.POOL_EXHAUSTED, () -> a.createPort(make.request(red)));
        assertThat(a.network(red.name()).ports()).hasSize(2);
    }

    @Test
    void deletedPortGivesItsMemberBackAndIsDeletedOnlyOnce() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "passthrough", nicOfA(0)));
        Port port = a.createPort(make.request(red));

        a.deletePort(red.name(), port.id());
        a.deletePort(red.name(), port.id());

        assertThat(a.network(red.name()).ports()).isEmpty();
        assertThat(Documents.connections(liveXml(red), nicOfA(0))).isZero();
        assertThat(chosen(red)).isEqualTo(nicOfA(0));
    }

    @Test
    void virtualNetworkAndBridgePlugIntoTheirBridge() throws GuestnetException {
        Network virtual = make.network();
        running(virtual, make.isolated(virtual));
        Network bridged = make.network();
        running(bridged, make.onBridge(bridged, "br0"));

        assertThat(a.createPort(make.request(virtual)).plug()).contains(Plug.network(make.bridgeOf(virtual)));
        assertThat(a.createPort(make.request(bridged)).plug()).contains(Plug.bridge(new DeviceName("br0")));
    }

    @Test
    void networkWithNeitherBridgeNorPoolStartsAndRefusesPorts() throws GuestnetException {
        Network red = make.network();
        running(red, make.document(red, "<forward mode='bridge'/>"));

        refused(Codes.HOST_REFUSED, () -> a.createPort(make.request(red)));
        assertThat(a.network(red.name()).ports()).isEmpty();
    }

    @Test
    void bookingTakesTheMemberThatWeChoose() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "bridge", nicOfA(0), nicOfA(1)));
        Port booking = make.booking(red, nicOfA(0), "bridge");

        assertThat(a.createPort(booking)).isEqualTo(booking);
        assertThat(a.network(red.name()).ports()).containsExactly(booking);
        assertThat(chosen(red)).isEqualTo(nicOfA(1));
    }

    @Test
    void exclusiveMemberIsBookedOnce() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "passthrough", nicOfA(0), nicOfA(1)));
        a.createPort(make.booking(red, nicOfA(0), "passthrough"));

        refused(Codes.HOST_REFUSED, () -> a.createPort(make.booking(red, nicOfA(0), "passthrough")));
        assertThat(a.network(red.name()).ports()).hasSize(1);
    }

    @Test
    void memberThatThePoolLacksCannotBeBooked() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "bridge", nicOfA(0)));

        refused(Codes.HOST_REFUSED, () -> a.createPort(make.booking(red, nicOfA(1), "bridge")));
        assertThat(a.network(red.name()).ports()).isEmpty();
    }

    @Test
    void idOfAPortIsNew() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "bridge", nicOfA(0), nicOfA(1)));
        Port first = make.request(red);
        a.createPort(first);

        refused(Codes.HOST_REFUSED, () -> a.createPort(first));
        assertThat(a.network(red.name()).ports()).hasSize(1);
    }

    @Test
    void inactiveNetworkHasNoPorts() throws GuestnetException {
        Network red = make.network();
        a.defineNetwork(make.pool(red, "bridge", nicOfA(0)));

        refused(Codes.HOST_REFUSED, () -> a.createPort(make.request(red)));
        refused(Codes.HOST_REFUSED, () -> a.createPort(make.booking(red, nicOfA(0), "bridge")));
        a.deletePort(red.name(), UUID.randomUUID());
    }

    @Test
    void restartOfANetworkDropsItsPorts() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "passthrough", nicOfA(0)));
        chosen(red);

        a.stopNetwork(red.name());
        assertThat(a.network(red.name()).ports()).isEmpty();
        a.startNetwork(red.name());

        assertThat(a.network(red.name()).ports()).isEmpty();
        assertThat(chosen(red)).isEqualTo(nicOfA(0));
    }

    @Test
    void changeOfAPoolResetsTheCountersAndKeepsThePorts() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "passthrough", nicOfA(0)));
        Port port = a.createPort(make.request(red));

        a.updatePool(red.name(), nicOfA(1), PoolChange.ADD);

        assertThat(a.network(red.name()).ports()).containsExactly(port);
        assertThat(Documents.connections(liveXml(red), nicOfA(0))).isZero();
    }

    @Test
    void portsThatAreDeletedBeforeAndBookedAgainAfterAChangeAreCounted() throws GuestnetException {
        Network red = make.network();
        running(red, make.pool(red, "passthrough", nicOfA(0)));
        Port port = a.createPort(make.request(red));

        a.deletePort(red.name(), port.id());
        a.updatePool(red.name(), nicOfA(1), PoolChange.ADD);
        assertThat(a.createPort(port)).isEqualTo(port);

        assertThat(Documents.connections(liveXml(red), nicOfA(0))).isEqualTo(1);
        assertThat(chosen(red)).isEqualTo(nicOfA(1));
        refused(Codes.POOL_EXHAUSTED, () -> a.createPort(make.request(red)));
    }

    @Test
    void callsOfSeveralThreadsDoNotTakeOneMemberTwice() throws Exception {
        Network red = make.network();
        running(red, make.pool(red, "passthrough", nicOfA(0), nicOfA(1), nicOfA(2)));
        ConcurrentLinkedQueue<Object> outcomes = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                try {
                    outcomes.add(chosen(red));
                } catch (GuestnetException e) {
                    outcomes.add(e.code());
                }
            });
            threads.add(thread);
            thread.start();
        }
        await("all threads have an answer", () -> outcomes.size() == 8);

        assertThat(outcomes)
                .contains(nicOfA(0), nicOfA(1), nicOfA(2))
                .filteredOn(Codes.POOL_EXHAUSTED::equals)
                .hasSize(5);
    }
}
