/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import java.util.OptionalInt;
import org.guestnet.model.DeviceName;
import org.guestnet.model.XmlElement;

/**
 * Devices by name: {@code <interface dev='eth0'/>} or {@code <interface dev='eth[1-4]'/>}.
 *
 * @param devices at least one, in order
 * @param isRange whether they were written as a range
 * @param limit as {@link PoolElement#limit()}
 * @param element as {@link PoolElement#element()}
 */
record Listed(List<DeviceName> devices, boolean isRange, OptionalInt limit, XmlElement element) implements PoolElement {

    Listed {
        devices = List.copyOf(devices);
    }

    @Override
    public boolean isKnownByName() {
        return true;
    }

    /** Those that the host lacks are members too: libvirt may be told of them before they are plugged in. */
    @Override
    public Found on(DeviceIndex host) {
        return new Found(
                devices.stream()
                        .map(d -> new Member(d, limit, element, !isRange, host.device(d)))
                        .toList(),
                List.of());
    }
}
