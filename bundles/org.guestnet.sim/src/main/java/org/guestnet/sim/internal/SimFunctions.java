/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.PciAddress;
import org.guestnet.model.VirtualFunction;

/** Makes the virtual functions of a physical one, as its driver does: a bus further on, with names that follow from its own. */
final class SimFunctions {

    private static final int PER_SLOT = 8;
    private static final int MAX = 256;

    private SimFunctions() {}

    /** @throws IllegalArgumentException if the device is no physical function, or has not so many */
    static List<HostDevice> of(HostDevice pf, int count) {
        if (pf.pci().isEmpty() || pf.function().isPresent() || count < 0 || count > MAX) {
            throw new IllegalArgumentException("device " + pf.name() + " cannot have " + count + " virtual functions");
        }
        return IntStream.range(0, count).mapToObj(i -> function(pf, i)).toList();
    }

    private static HostDevice function(HostDevice pf, int index) {
        PciAddress at = pf.pci().orElseThrow();
        int number = (pf.identity() + "/" + index).hashCode();
        HostDevice function = HostDevice.of(new DeviceName(pf.name() + "v" + index), pf.kind())
                .withAdminUp(true)
                .withLinkUp(pf.linkUp().orElse(true))
                .withMac(address(number))
                .withMtu(pf.mtu().orElse(SimDevices.MTU))
                .withPci(new PciAddress(at.domain(), at.bus() + 1 + at.function(), index / PER_SLOT, index % PER_SLOT))
                .withFunction(new VirtualFunction(pf.name(), index));
        return pf.numaNode().isPresent() ? function.withNumaNode(pf.numaNode().getAsInt()) : function;
    }

    /** An address of a simulated host's. */
    static String address(int number) {
        return String.format("02:00:00:%02x:%02x:%02x", number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff);
    }
}
