/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.model.Finding;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.PortRequest;

/** All that a provider says of a definition on a host, to compare. */
record Answer(
        XmlElement published,
        HostNetwork.Scope scope,
        boolean resolved,
        List<AttachmentPoint> points,
        OptionalInt mtu,
        List<Finding> findings,
        List<Finding> admitted,
        List<AttachmentPoint> preferred,
        Optional<Plug> plug) {

    static Answer of(DefinedNetwork network, HostView host, PortRequest nic) {
        HostNetwork on = network.on(host);
        List<AttachmentPoint> open = on.attachmentPoints().stream()
                .filter(p -> p.unusable().isEmpty())
                .toList();
        return new Answer(
                on.libvirtNetwork(),
                on.scope(),
                on.isResolvedByGuestnet(),
                on.attachmentPoints(),
                on.mtu(),
                on.findings(),
                network.admits(host, nic),
                network.prefer(host, nic, new ArrayList<>(open), TestUsage.none()),
                isPluggable(on)
                        ? Optional.ofNullable(
                                network.plug(host, nic, open.stream().findFirst()))
                        : Optional.empty());
    }

    /** Whether the core would ask for a plug: Guestnet resolves, and there is a point to claim if points are claimed at all. */
    static boolean isPluggable(HostNetwork on) {
        return on.isResolvedByGuestnet()
                && (!on.hasPool()
                        || on.attachmentPoints().stream()
                                .anyMatch(p -> p.unusable().isEmpty()));
    }
}
