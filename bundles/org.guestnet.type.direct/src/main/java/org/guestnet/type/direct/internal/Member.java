/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;

/**
 * A member of a pool on a host.
 *
 * @param device the device's name there
 * @param limit how many guests it may serve; empty if any number
 * @param element the element of the definition that it comes from
 * @param isNamed whether that element names this very device, and no other
 * @param seen what is known of it; empty if the host lacks it or tells nothing
 * @param identity what it is known by in all networks of the host
 */
record Member(
        DeviceName device,
        OptionalInt limit,
        XmlElement element,
        boolean isNamed,
        Optional<HostDevice> seen,
        String identity) {

    private static final int NO_NODE = -1; // devices of unknown place count as one more node

    Member(DeviceName device, OptionalInt limit, XmlElement element, boolean isNamed, Optional<HostDevice> seen) {
        this(
                device,
                limit,
                element,
                isNamed,
                seen,
                seen.map(HostDevice::identity).orElse(device.value()));
    }

    int numaNode() {
        return seen.map(d -> d.numaNode().orElse(NO_NODE)).orElse(NO_NODE);
    }

    AttachmentPoint point() {
        AttachmentPoint point = AttachmentPoint.of(device).withIdentity(identity);
        return limit.isPresent() ? point.withLimit(limit.getAsInt()) : point;
    }
}
