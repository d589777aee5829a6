/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.xml.GuestIdentity;
import org.guestnet.xml.PortDocuments;

/** Connects guests that start or arrive, as libvirt and the kernel do it: all of a guest's interfaces or none. */
final class Connector {

    private final SimNetworks networks;
    private final SimDevices devices;
    private final Randomness random;
    private final Refusals refusals;

    Connector(SimNetworks networks, SimDevices devices, Randomness random, Refusals refusals) {
        this.networks = networks;
        this.devices = devices;
        this.random = random;
        this.refusals = refusals;
    }

    /** @param others connections of all other guests on the host */
    List<Link> connect(GuestText.Read guest, Supplier<Collection<Link>> others) throws GuestnetException {
        List<Link> made = new ArrayList<>();
        try {
            for (GuestInterface nic : guest.interfaces()) {
                List<Link> inUse = new ArrayList<>(others.get());
                inUse.addAll(made);
                made.add(connect(guest.identity(), nic, inUse));
            }
            return made;
        } catch (GuestnetException e) {
            disconnect(made);
            throw e;
        }
    }

    /** One interface. @param inUse the other connections on the host */
    Link connect(GuestIdentity guest, GuestInterface nic, Collection<Link> inUse) throws GuestnetException {
        Link link = nic.type().equals("network") ? resolve(guest, nic) : written(nic);
        try {
            requireDevice(link, inUse);
            return link;
        } catch (GuestnetException e) {
            disconnect(List.of(link));
            throw e;
        }
    }

    /** Ports that cannot be released stay, as with libvirt. */
    void disconnect(Collection<Link> links) {
        for (Link link : links) {
            link.network()
                    .flatMap(networks::find)
                    .filter(SimNetwork::isActive)
                    .ifPresent(n -> n.release(link.port().orElseThrow()));
        }
    }

    /** A restarted libvirtd books the connections of running guests that their networks have lost. */
    void reclaim(SimGuest guest) throws GuestnetException {
        for (Link link : guest.links()) {
            Optional<SimNetwork> network =
                    link.network().flatMap(networks::find).filter(SimNetwork::isActive);
            if (network.isPresent() && !network.get().hasPort(link.port().orElseThrow())) {
                network.get().create(port(guest, link));
            }
        }
    }

    private Link resolve(GuestIdentity guest, GuestInterface nic) throws GuestnetException {
        NetworkName name = nic.network().orElseThrow(() -> refusals.refused("an interface names no network"));
        Port port = networks.get(name)
                .create(new Port(
                        random.uuid(),
                        name,
                        guest.name().value(),
                        guest.uuid(),
                        nic.mac(),
                        nic.portgroup(),
                        Optional.empty(),
                        PortDocuments.options(nic)));
        return new Link(
                nic.mac(),
                Optional.of(name),
                Optional.of(port.id()),
                port.plug().orElseThrow(),
                port.options());
    }

    private static Port port(SimGuest guest, Link link) {
        return new Port(
                link.port().orElseThrow(),
                link.network().orElseThrow(),
                guest.name().value(),
                guest.uuid(),
                link.mac(),
                Optional.empty(),
                Optional.of(link.plug()),
                link.options());
    }

    private static Link written(GuestInterface nic) {
        Plug plug = nic.plug().orElseGet(() -> Plug.of(nic.type(), GuestText.source(nic.element())));
        return new Link(nic.mac(), Optional.empty(), Optional.empty(), plug, PortDocuments.options(nic));
    }

    private void requireDevice(Link link, Collection<Link> inUse) throws GuestnetException {
        Optional<DeviceName> device = link.plug().device();
        if (device.isEmpty()) {
            return;
        }
        if (link.plug().type().equals("bridge") && !devices.isBridge(device.get())) {
            throw refusals.refused("Cannot get interface MTU on '%s': No such device", device.get());
        }
        if (link.plug().type().equals("direct")) {
            requireLower(link, device.get(), inUse);
        }
    }

    /** The kernel's rules for macvtap. */
    private void requireLower(Link link, DeviceName device, Collection<Link> inUse) throws GuestnetException {
        HostDevice lower = devices.find(device)
                .orElseThrow(() -> refusals.refused("Unable to get index for interface %s: No such device", device));
        if (lower.master().isPresent()) {
            throw refusals.refused(
                    "error creating macvtap interface macvtap0@%s (%s): Device or resource busy", device, link.mac());
        }
        boolean clash = inUse.stream()
                .filter(l -> l.plug().type().equals("direct")
                        && l.plug().device().filter(device::equals).isPresent())
                .anyMatch(l -> isPassthrough(l.plug()) || isPassthrough(link.plug()));
        if (clash) {
            throw refusals.refused(
                    "error creating macvtap interface macvtap0@%s (%s): Invalid argument", device, link.mac());
        }
        if (lower.adminUp().filter(up -> !up).isPresent()) {
            devices.setAdmin(device, true); // libvirt sets it up without being asked
        }
    }

    private static boolean isPassthrough(Plug plug) {
        return "passthrough".equals(plug.source().get("mode"));
    }
}
