/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.List;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.PciAddress;

/**
 * Cards of one host tell their PCI and their permanent MAC address: they may be pinned in definitions, and get another name and back
 * again. For the oracle each device has one name, its first.
 */
final class Cards {

    static final HostName HOST = World.HOSTS.get(1);

    private static final String RENAMED = "r";
    private static final String SLOT = "0000:05:00.";
    private static final List<String> NAMES = World.DEVICES.get(1);

    private Cards() {}

    /** The device as the host tells it. */
    static HostDevice told(HostDevice device) {
        int number = NAMES.indexOf(device.name().value());
        return device.withPci(PciAddress.parse(SLOT + number)).withPermanentMac(new MacAddress(mac(number)));
    }

    private static String mac(int number) {
        return "52:54:05:00:00:0" + number;
    }

    /** What a definition says of a device beside its name. @param kind 0: nothing, 1: its permanent MAC address, 2: its PCI address */
    static String pin(String device, int kind) {
        int number = NAMES.indexOf(device);
        return switch (number < 0 ? 0 : kind) {
            case 1 -> " mac='" + mac(number) + "'";
            case 2 -> " pci='" + SLOT + number + "'";
            default -> "";
        };
    }

    /** The first name of a device that is called, or known, so. */
    static String first(String device) {
        if (device.startsWith(SLOT)) {
            return NAMES.get(Integer.parseInt(device.substring(SLOT.length())));
        }
        return device.endsWith(RENAMED) ? device.substring(0, device.length() - RENAMED.length()) : device;
    }

    /** The other name of a device. */
    static DeviceName other(DeviceName now) {
        String name = now.value();
        return new DeviceName(first(name).equals(name) ? name + RENAMED : first(name));
    }
}
