/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.XmlElement;

/**
 * Devices by name: {@code <interface dev='eth0'/>} or {@code <interface dev='eth[1-4]'/>}.
 *
 * @param devices at least one, in order
 * @param isRange whether they were written as a range
 * @param limit as {@link PoolElement#limit()}
 * @param element as {@link PoolElement#element()}
 * @param plain what libvirt is told of each: made once, for a pool is looked at again and again
 */
record Listed(List<DeviceName> devices, boolean isRange, OptionalInt limit, XmlElement element, List<XmlElement> plain)
        implements PoolElement {

    Listed {
        devices = List.copyOf(devices);
        plain = List.copyOf(plain);
    }

    Listed(List<DeviceName> devices, boolean isRange, OptionalInt limit, XmlElement element) {
        this(
                devices,
                isRange,
                limit,
                element,
                devices.stream().map(d -> Member.plain(d, element)).toList());
    }

    @Override
    public boolean isKnownByName() {
        return true;
    }

    /** Those that the host lacks are members too: libvirt may be told of them before they are plugged in. */
    @Override
    public Found on(DeviceIndex host) {
        return new Found(
                IntStream.range(0, devices.size())
                        .mapToObj(i -> member(i, host))
                        .toList(),
                List.of());
    }

    private Member member(int index, DeviceIndex host) {
        DeviceName device = devices.get(index);
        return new Member(device, limit, element, !isRange, host.device(device), plain.get(index));
    }
}
