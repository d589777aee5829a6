/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.Optional;
import java.util.Set;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.Place;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/** Where a tunnel leaves its host: {@code <local dev='…'/>} or {@code <local address='…'/>}; one of both is there. */
record Local(Optional<DeviceName> device, Optional<IpAddress> address, Place place) {

    private static final String DEV = "dev";

    /** Empty if it was refused. */
    static Optional<Local> read(Findings findings, XmlElement local) {
        findings.refuseUnknown(local, Set.of(DEV, Addresses.ADDRESS), Set.of());
        boolean byDevice = local.attribute(DEV).isPresent();
        if (byDevice == local.attribute(Addresses.ADDRESS).isPresent()) {
            findings.refuse(
                    local,
                    byDevice ? "<local> has both dev and address" : "<local> has neither dev nor address",
                    "write <local dev='…'/> with a device of the host, or <local address='…'/>");
            return Optional.empty();
        }
        return byDevice
                ? findings.device(local, DEV).map(d -> new Local(Optional.of(d), Optional.empty(), local.place()))
                : Addresses.read(findings, local).map(a -> new Local(Optional.empty(), Optional.of(a), local.place()));
    }
}
