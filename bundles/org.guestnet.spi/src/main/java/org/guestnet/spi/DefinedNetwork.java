/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.guestnet.model.Finding;
import org.guestnet.model.Plug;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One definition, understood by its provider. Immutable; asked again whenever facts change, and the core applies the difference.
 * The same promises as {@link NetworkTypeProvider}: any thread, pure, within 100 ms.
 */
@ConsumerType
public interface DefinedNetwork {

    /**
     * What this definition means on a host.
     *
     * @param host what is known of the host
     * @return the libvirt network to publish, the attachment points, and findings about this host; a blocker among them prevents
     *     defining the network there
     */
    HostNetwork on(HostView host);

    /**
     * What this kind of connection cannot honour of what a guest interface asks for. The default refuses nothing; see
     * {@link Connection#refuses} for libvirt's own rules. For {@link PortRequest.Purpose#MIGRATE_OUT} only what keeps the interface
     * from leaving counts: it runs as it is.
     *
     * @return blockers and notices; empty if the interface is welcome
     */
    default List<Finding> admits(HostView host, PortRequest nic) {
        return List.of();
    }

    /**
     * Orders the attachment points that are open for a guest interface, best first. The default is libvirt's own order: least used
     * first, and of those the first listed.
     *
     * @param open usable points with a free slot, in the order of {@link HostNetwork#attachmentPoints()}
     * @param usage how many ports each serves now
     * @return the points of {@code open} that may be taken, best first; points left out are not taken
     */
    default List<AttachmentPoint> prefer(HostView host, PortRequest nic, List<AttachmentPoint> open, Usage usage) {
        return open.stream().sorted(Comparator.comparingInt(usage::portsAt)).toList(); // stable: first listed of equals
    }

    /**
     * How to plug a guest interface. Asked only of networks whose {@link HostNetwork#isResolvedByGuestnet()} holds: types that no
     * libvirt network can express.
     *
     * @param claimed the attachment point that was claimed; empty if the network has none
     * @return the plug
     * @throws UnsupportedOperationException by default: libvirt resolves
     */
    default Plug plug(HostView host, PortRequest nic, Optional<AttachmentPoint> claimed) {
        throw new UnsupportedOperationException("libvirt resolves ports of this network");
    }
}
