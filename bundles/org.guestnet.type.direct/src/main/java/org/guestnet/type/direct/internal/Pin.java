/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import org.guestnet.model.HostDevice;
import org.guestnet.model.MacAddress;
import org.guestnet.model.PciAddress;

/** By what a device is known whatever it is called. */
interface Pin {

    /** The devices that it fits. */
    List<HostDevice> in(DeviceIndex host);

    /** By the address that its hardware was given. */
    record Hardware(MacAddress mac) implements Pin {
        @Override
        public List<HostDevice> in(DeviceIndex host) {
            return host.of(mac);
        }

        @Override
        public String toString() {
            return "MAC address " + mac;
        }
    }

    /** By the place where it sits. */
    record Slot(PciAddress pci) implements Pin {
        @Override
        public List<HostDevice> in(DeviceIndex host) {
            return host.at(pci);
        }

        @Override
        public String toString() {
            return "PCI address " + pci;
        }
    }
}
