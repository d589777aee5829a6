/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.MacAddress;
import org.guestnet.model.PciAddress;
import org.guestnet.model.VirtualFunction;
import org.guestnet.spi.HostView;

/** The devices of a host, to be found by more than their names. For one question and one thread; indices are made when needed. */
final class DeviceIndex {

    private final HostView host;
    private Map<DeviceName, List<HostDevice>> functions;
    private Map<PciAddress, List<HostDevice>> addresses;

    DeviceIndex(HostView host) {
        this.host = host;
    }

    /** Whether anything is known of the host's devices. */
    boolean isTold() {
        return !host.devices().isEmpty();
    }

    Optional<HostDevice> device(DeviceName name) {
        return host.device(name);
    }

    /** The virtual functions of a physical one that are network devices, by number. */
    SortedMap<Integer, HostDevice> functionsOf(DeviceName pf) {
        if (functions == null) {
            functions = host.devices().stream()
                    .filter(d -> d.function().isPresent())
                    .collect(groupingBy(d -> d.function().get().pf()));
        }
        SortedMap<Integer, HostDevice> found = new TreeMap<>();
        functions
                .getOrDefault(pf, List.of())
                .forEach(d -> found.put(d.function().map(VirtualFunction::index).orElseThrow(), d));
        return found;
    }

    /** The devices at an address; a card may have several there. */
    List<HostDevice> at(PciAddress address) {
        if (addresses == null) {
            addresses = host.devices().stream()
                    .filter(d -> d.pci().isPresent())
                    .collect(groupingBy(d -> d.pci().get()));
        }
        return ordered(addresses.getOrDefault(address, List.of()));
    }

    /**
     * The devices whose hardware has that address. Where the host does not tell the hardware's address, the current one counts; of
     * several, a bridge or VLAN over the device has the same one, and is not meant.
     */
    List<HostDevice> of(MacAddress mac) {
        List<HostDevice> permanent = host.devices().stream()
                .filter(d -> d.permanentMac().filter(mac::equals).isPresent())
                .toList();
        return hardware(permanent.isEmpty() ? current(mac) : permanent);
    }

    private List<HostDevice> current(MacAddress mac) {
        return host.devices().stream()
                .filter(d -> d.permanentMac().isEmpty())
                .filter(d -> d.mac()
                        .map(m -> m.toLowerCase(Locale.ROOT))
                        .filter(mac.value()::equals)
                        .isPresent())
                .toList();
    }

    private static List<HostDevice> hardware(List<HostDevice> all) {
        List<HostDevice> cards = all.stream().filter(d -> d.pci().isPresent()).toList();
        return ordered(cards.isEmpty() ? all : cards);
    }

    private static List<HostDevice> ordered(Collection<HostDevice> devices) {
        return devices.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }
}
