/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.List;
import java.util.Optional;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.model.HostName;
import org.guestnet.model.link.LinkResource;

/** What a {@link LinkKeeper} is told by, and tells. Any thread. */
interface LinkPlan {

    /** All that the host is to have now. @param before what stands for parts that nobody can tell at the moment */
    KnownParts all(HostName host, KnownParts before);

    /** One part now: none if the host does not need it, empty if nobody can tell at the moment. */
    Optional<List<LinkResource>> part(HostName host, Part part);

    /** Whether all is known that may be wanted: before that, nothing is taken away that peers may need. */
    boolean isComplete();

    /** Whether the host has a network with a tunnel. */
    boolean concerns(HostName host);

    /** What a look found, before anything is put right. */
    void looked(HostName host, LinkReport report);

    /** What is known of the host's links is something else now. */
    void ended(HostName host);
}
