/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.XmlElement;

/** A guest that brings the 802.1Qbh profile itself would take a private device for itself, uncounted. */
final class QbhRule {

    private QbhRule() {}

    static List<Finding> refuses(Mode mode, XmlElement network, GuestInterface nic) {
        if (mode != Mode.PRIVATE || mode.isExclusive(network)) {
            return List.of();
        }
        return nic.element().all("virtualport").stream()
                .filter(Mode::isQbh)
                .map(v -> Finding.blocker(
                                Codes.OPTION_UNSUPPORTED,
                                "the guest's virtualport 802.1Qbh takes a device in private mode for itself, which"
                                        + " the network does not provide for",
                                "name that virtualport in the network's definition or in a portgroup")
                        .on(nic.mac())
                        .at(v.place()))
                .toList();
    }
}
