/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.driver.contract.Documents.Guest;
import org.guestnet.driver.contract.Documents.Network;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.junit.jupiter.api.Test;

/** What a session promises about connecting an interface otherwise, in place. */
abstract class InterfaceUpdateContract extends InterfaceContract {

    /** A network on a bridge of the host: that of another virtual network. */
    private Network onBridgeOf(Network owner) throws GuestnetException {
        Network network = make.network();
        running(network, make.onBridge(network, make.bridgeOf(owner).value()));
        return network;
    }

    private void update(Guest guest, NetworkName network, Extent extent) throws GuestnetException {
        a.updateInterface(guest.uuid(), nicOn(guest.mac(), network), extent);
    }

    private void isOn(Guest guest, Network network, Network bridgeOwner, Network left) throws GuestnetException {
        GuestInterface nic = live(a, guest);
        assertThat(nic.mac()).isEqualTo(guest.mac());
        assertThat(nic.network()).contains(network.name());
        assertThat(nic.plug().orElseThrow().device()).contains(make.bridgeOf(bridgeOwner));
        assertThat(portsOf(network)).containsExactly(nic.portId().orElseThrow());
        assertThat(portsOf(left)).isEmpty();
    }

    @Test
    void connectionMovesBetweenAVirtualNetworkAndABridge() throws GuestnetException {
        Network red = virtual();
        Network green = virtual();
        Network blue = onBridgeOf(green);
        Guest guest = started(red.name());

        update(guest, blue.name(), Extent.LIVE);
        isOn(guest, blue, green, red);
        assertThat(report(a, guest).interfaces().get(0).network()).contains(red.name());

        update(guest, red.name(), Extent.LIVE);
        isOn(guest, red, red, blue);
        a.destroyGuest(guest.uuid());
        assertThat(portsOf(red)).isEmpty();
    }

    @Test
    void connectionOfARunningGuestNeitherMovesOntoMacvtapNorFromIt() throws GuestnetException {
        Network pool = pool("bridge", 2);
        Network red = virtual();
        Guest plugged = started(red.name());
        Guest macvtap = started(pool.name());
        List<UUID> pooled = portsOf(pool);
        List<UUID> virtual = portsOf(red);
        GuestInterface before = live(a, plugged);
        GuestInterface direct = live(a, macvtap);

        refused(Codes.HOST_REFUSED, () -> update(plugged, pool.name(), Extent.LIVE));
        refused(Codes.HOST_REFUSED, () -> update(macvtap, red.name(), Extent.LIVE));

        assertThat(live(a, plugged).plug()).isEqualTo(before.plug());
        assertThat(live(a, plugged).portId()).isEqualTo(before.portId());
        assertThat(live(a, macvtap).plug()).isEqualTo(direct.plug());
        assertThat(live(a, macvtap).portId()).isEqualTo(direct.portId());
        assertThat(portsOf(pool)).isEqualTo(pooled);
        assertThat(portsOf(red)).isEqualTo(virtual);
    }

    @Test
    void networkThatIsMissingLeavesAConnectionAsItIs() throws GuestnetException {
        Network red = virtual();
        Guest guest = started(red.name());
        NetworkName nowhere = make.network().name();

        refused(Codes.NETWORK_MISSING, () -> update(guest, nowhere, Extent.LIVE));
        isOn(guest, red, red, virtual());
    }

    @Test
    void configuredInterfaceIsChangedAndTheConnectionStays() throws GuestnetException {
        Network red = pool("bridge", 1);
        Network blue = virtual();
        Guest guest = started(red.name());

        update(guest, blue.name(), Extent.PERSISTENT);

        assertThat(report(a, guest).interfaces()).singleElement().satisfies(nic -> {
            assertThat(nic.mac()).isEqualTo(guest.mac());
            assertThat(nic.network()).contains(blue.name());
        });
        assertThat(live(a, guest).network()).contains(red.name());
        assertThat(portsOf(blue)).isEmpty();
    }
}
