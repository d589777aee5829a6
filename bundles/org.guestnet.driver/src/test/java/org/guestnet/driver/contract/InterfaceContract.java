/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.driver.contract.Documents.Guest;
import org.guestnet.driver.contract.Documents.Network;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;
import org.junit.jupiter.api.Test;

/** What a session promises about adding interfaces to a guest and taking them away. */
abstract class InterfaceContract extends SteeringContract {

    /** An interface on a network. */
    static String nicOn(MacAddress mac, NetworkName network) {
        return Documents.nic(mac, "network", "network='" + network + "'");
    }

    /** A virtual network of the first host, running. */
    final Network virtual() throws GuestnetException {
        Network network = make.network();
        running(network, make.isolated(network));
        return network;
    }

    /** The guest's connection of that address, if it has it. */
    final Optional<GuestInterface> connection(Guest guest, MacAddress mac) throws GuestnetException {
        return report(a, guest).live().stream().filter(n -> n.mac().equals(mac)).findFirst();
    }

    /** The ids of a network's ports. */
    final List<UUID> portsOf(Network network) throws GuestnetException {
        return a.network(network.name()).ports().stream().map(Port::id).toList();
    }

    private List<MacAddress> configured(Guest guest) throws GuestnetException {
        return report(a, guest).interfaces().stream().map(GuestInterface::mac).toList();
    }

    private Guest defined() throws GuestnetException {
        Guest guest = make.guest();
        a.defineGuest(make.onNetwork(guest, make.network().name()));
        return guest;
    }

    @Test
    void attachedInterfaceIsConnectedAndNotConfigured() throws GuestnetException {
        Network red = pool("bridge", 1);
        Network blue = virtual();
        Guest guest = started(red.name());
        MacAddress mac = make.mac();

        a.attachInterface(guest.uuid(), nicOn(mac, blue.name()), Extent.LIVE);

        GuestInterface nic = connection(guest, mac).orElseThrow();
        assertThat(nic.network()).contains(blue.name());
        assertThat(nic.plug().orElseThrow().device()).contains(make.bridgeOf(blue));
        assertThat(a.network(blue.name()).ports()).singleElement().satisfies(port -> {
            assertThat(nic.portId()).contains(port.id());
            assertThat(port.ownerId()).isEqualTo(guest.uuid());
            assertThat(port.mac()).isEqualTo(mac);
        });
        assertThat(configured(guest)).containsExactly(guest.mac());
        a.destroyGuest(guest.uuid());
        assertThat(portsOf(blue)).isEmpty();
    }

    @Test
    void interfaceIsConfiguredAndNotConnected() throws GuestnetException {
        Network blue = virtual();
        Guest guest = started(pool("bridge", 1).name());
        MacAddress mac = make.mac();

        a.attachInterface(guest.uuid(), nicOn(mac, blue.name()), Extent.PERSISTENT);

        assertThat(configured(guest)).containsExactly(guest.mac(), mac);
        assertThat(connection(guest, mac)).isEmpty();
        assertThat(portsOf(blue)).isEmpty();
    }

    @Test
    void exhaustedPoolRefusesAnInterface() throws GuestnetException {
        Network red = pool("passthrough", 1);
        Guest guest = started(red.name());
        List<UUID> before = portsOf(red);
        MacAddress mac = make.mac();

        refused(Codes.POOL_EXHAUSTED, () -> a.attachInterface(guest.uuid(), nicOn(mac, red.name()), Extent.LIVE));
        assertThat(portsOf(red)).isEqualTo(before);
        assertThat(connection(guest, mac)).isEmpty();
    }

    @Test
    void missingAndInactiveNetworksRefuseAnInterface() throws GuestnetException {
        Guest guest = started(pool("bridge", 1).name());
        NetworkName nowhere = make.network().name();
        Network blue = make.network();
        a.defineNetwork(make.isolated(blue));

        refused(Codes.NETWORK_MISSING, () -> a.attachInterface(guest.uuid(), nicOn(make.mac(), nowhere), Extent.LIVE));
        refused(Codes.HOST_REFUSED, () -> a.attachInterface(guest.uuid(), nicOn(make.mac(), blue.name()), Extent.LIVE));
        assertThat(report(a, guest).live()).hasSize(1);
    }

    @Test
    void aGuestHasAnAddressOnce() throws GuestnetException {
        Network blue = virtual();
        Guest guest = started(pool("bridge", 1).name());
        String again = nicOn(guest.mac(), blue.name());

        refused(Codes.HOST_REFUSED, () -> a.attachInterface(guest.uuid(), again, Extent.LIVE));
        refused(Codes.HOST_REFUSED, () -> a.attachInterface(guest.uuid(), again, Extent.PERSISTENT));
        assertThat(portsOf(blue)).isEmpty();
        assertThat(report(a, guest).live()).hasSize(1);
        assertThat(configured(guest)).hasSize(1);
    }

    /** A guest is only asked, and one without a system does not even listen: then it keeps the interface, and the port. */
    @Test
    void guestIsAskedToLetGoOfAnInterfaceAndItsPortStaysUntilItDoes() throws Exception {
        Network blue = virtual();
        Guest guest = started(pool("bridge", 1).name());
        MacAddress mac = make.mac();
        a.attachInterface(guest.uuid(), nicOn(mac, blue.name()), Extent.LIVE);

        a.detachInterface(guest.uuid(), mac, Extent.LIVE);

        List<UUID> ports = portsOf(blue);
        if (connection(guest, mac).isPresent()) {
            assertThat(ports).hasSize(1);
            askedAgain(guest, mac);
        } else {
            await("its port is free", () -> portsOf(blue).isEmpty());
        }
        assertThat(connection(guest, guest.mac())).isPresent();
        assertThat(configured(guest)).containsExactly(guest.mac());
    }

    /** It may let go while it is asked; an interface that is gone cannot be asked for. */
    private void askedAgain(Guest guest, MacAddress mac) throws GuestnetException {
        try {
            a.detachInterface(guest.uuid(), mac, Extent.LIVE);
        } catch (GuestnetException e) {
            assertThat(connection(guest, mac)).as(e.getMessage()).isEmpty();
        }
    }

    @Test
    void interfaceLeavesTheConfigurationAndStaysConnected() throws GuestnetException {
        Network red = pool("bridge", 1);
        Guest guest = started(red.name());

        a.detachInterface(guest.uuid(), guest.mac(), Extent.PERSISTENT);

        assertThat(configured(guest)).isEmpty();
        assertThat(connection(guest, guest.mac())).isPresent();
        assertThat(portsOf(red)).hasSize(1);
    }

    @Test
    void interfaceThatIsNotThereIsRefused() throws GuestnetException {
        Guest guest = started(pool("bridge", 1).name());
        MacAddress other = make.mac();
        for (Extent extent : Extent.values()) {
            refused(Codes.HOST_REFUSED, () -> a.detachInterface(guest.uuid(), other, extent));
            refused(
                    Codes.HOST_REFUSED,
                    () -> a.updateInterface(guest.uuid(), Documents.nic(other, "user", ""), extent));
        }
    }

    @Test
    void interfacesOfAGuestThatIsNotThereAreRefused() {
        UUID nobody = UUID.randomUUID();
        String nic = Documents.nic(make.mac(), "user", "");
        for (Extent extent : Extent.values()) {
            refused(Codes.GUEST_UNKNOWN, () -> a.attachInterface(nobody, nic, extent));
            refused(Codes.GUEST_UNKNOWN, () -> a.detachInterface(nobody, make.mac(), extent));
            refused(Codes.GUEST_UNKNOWN, () -> a.updateInterface(nobody, nic, extent));
        }
    }

    @Test
    void guestThatDoesNotRunHasNoLiveInterfaces() throws GuestnetException {
        Guest guest = defined();
        String nic = Documents.nic(guest.mac(), "user", "");

        refused(Codes.GUEST_NOT_RUNNING, () -> a.attachInterface(guest.uuid(), nic, Extent.LIVE));
        refused(Codes.GUEST_NOT_RUNNING, () -> a.detachInterface(guest.uuid(), guest.mac(), Extent.LIVE));
        refused(Codes.GUEST_NOT_RUNNING, () -> a.updateInterface(guest.uuid(), nic, Extent.LIVE));
        assertThat(report(a, guest).interfaces().get(0).type()).isEqualTo("network");
    }

    @Test
    void transientGuestHasNoConfiguredInterfaces() throws GuestnetException {
        Guest guest = started(pool("bridge", 1).name());
        a.undefineGuest(guest.uuid());
        refused(
                Codes.HOST_REFUSED,
                () -> a.attachInterface(guest.uuid(), Documents.nic(make.mac(), "user", ""), Extent.PERSISTENT));
    }
}
