/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guestnet.model.HostDevice;
import org.guestnet.model.PciAddress;
import org.guestnet.model.VirtualFunction;
import org.guestnet.xml.NodeDevice;

/**
 * Where network devices sit. An address that several of them share is the identity of none: the ports of some cards do so, and so
 * do the representors of virtual functions.
 */
final class Seats {

    private static final String KIND = "ethernet";

    private final Map<String, NodeDevice> pci = new HashMap<>();
    private final Map<PciAddress, NodeDevice> alone = new HashMap<>();

    private Seats(Collection<NodeDevice> nets, Collection<NodeDevice> pciDevices) {
        pciDevices.forEach(device -> pci.put(device.name(), device));
        Set<PciAddress> shared = new HashSet<>();
        for (NodeDevice net : nets) {
            seat(net).flatMap(NodeDevice::pci).ifPresent(address -> {
                if (alone.put(address, net) != null) {
                    shared.add(address);
                }
            });
        }
        alone.keySet().removeAll(shared);
    }

    /**
     * What is known of network devices by this alone.
     *
     * @param nets network devices
     * @param pciDevices what they may sit on
     */
    static List<HostDevice> of(Collection<NodeDevice> nets, Collection<NodeDevice> pciDevices) {
        Seats seats = new Seats(nets, pciDevices);
        return nets.stream().flatMap(net -> seats.device(net).stream()).toList();
    }

    private Optional<NodeDevice> seat(NodeDevice net) {
        return net.parent().map(pci::get);
    }

    private Optional<HostDevice> device(NodeDevice net) {
        if (net.net().isEmpty() || seat(net).isEmpty()) {
            return Optional.empty();
        }
        NodeDevice seat = seat(net).get();
        HostDevice device = HostDevice.of(net.net().get(), KIND);
        HostDevice near = seat.numaNode().isPresent()
                ? device.withNumaNode(seat.numaNode().getAsInt())
                : device;
        return Optional.of(seat.pci()
                .filter(alone::containsKey)
                .map(address -> function(near.withPci(address), address, seat))
                .orElse(near));
    }

    private HostDevice function(HostDevice device, PciAddress address, NodeDevice seat) {
        Optional<NodeDevice> pf = seat.physicalFunction().map(alone::get);
        int index = pf.flatMap(this::seat)
                .map(s -> s.virtualFunctions().indexOf(address))
                .orElse(-1);
        return index < 0
                ? device
                : device.withFunction(new VirtualFunction(pf.get().net().orElseThrow(), index));
    }
}
