/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.namespace.QName;
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
 * @param plain what libvirt is told of it
 * @param identity what it is known by in all networks of the host
 */
record Member(
        DeviceName device,
        OptionalInt limit,
        XmlElement element,
        boolean isNamed,
        Optional<HostDevice> seen,
        XmlElement plain,
        String identity) {

    private static final QName INTERFACE = new QName("interface");
    private static final QName DEV = new QName("dev");
    private static final int NO_NODE = -1; // devices of unknown place count as one more node

    Member(
            DeviceName device,
            OptionalInt limit,
            XmlElement element,
            boolean isNamed,
            Optional<HostDevice> seen,
            XmlElement plain) {
        this(
                device,
                limit,
                element,
                isNamed,
                seen,
                plain,
                seen.map(HostDevice::identity).orElse(device.value()));
    }

    Member(DeviceName device, OptionalInt limit, XmlElement element, boolean isNamed, Optional<HostDevice> seen) {
        this(device, limit, element, isNamed, seen, plain(device, element));
    }

    /** What libvirt is told of a device; findings name the element that it comes from. */
    static XmlElement plain(DeviceName device, XmlElement element) {
        return new XmlElement(INTERFACE, Map.of(DEV, device.value()), List.of(), "", element.place());
    }

    int numaNode() {
        return seen.map(d -> d.numaNode().orElse(NO_NODE)).orElse(NO_NODE);
    }

    AttachmentPoint point() {
        AttachmentPoint named = AttachmentPoint.of(device);
        AttachmentPoint point = identity.equals(named.identity()) ? named : named.withIdentity(identity);
        return limit.isPresent() ? point.withLimit(limit.getAsInt()) : point;
    }
}
