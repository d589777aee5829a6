/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.model.DeviceName;
import org.guestnet.model.PciAddress;

/**
 * What a document of libvirt's node devices tells of network devices and of what they sit on. A network device tells {@code net} and
 * {@code parent}, a PCI device all else.
 *
 * @param name libvirt's name of the node device, as {@code pci_0000_3b_02_1}
 * @param parent the name of the node device that it sits on; empty at the root
 * @param net the network device that it is
 * @param pci the PCI address that it has
 * @param numaNode its NUMA node, from 0
 * @param physicalFunction where its physical function is, if it is a virtual one
 * @param virtualFunctions where its virtual functions are, from number 0, if it is a physical one with some
 */
public record NodeDevice(
        String name,
        Optional<String> parent,
        Optional<DeviceName> net,
        Optional<PciAddress> pci,
        OptionalInt numaNode,
        Optional<PciAddress> physicalFunction,
        List<PciAddress> virtualFunctions) {

    /** Copies the list. @throws NullPointerException if a part is null */
    public NodeDevice {
        requireNonNull(name, "name");
        requireNonNull(parent, "parent");
        requireNonNull(net, "net");
        requireNonNull(pci, "pci");
        requireNonNull(numaNode, "numaNode");
        requireNonNull(physicalFunction, "physicalFunction");
        virtualFunctions = List.copyOf(virtualFunctions);
    }
}
