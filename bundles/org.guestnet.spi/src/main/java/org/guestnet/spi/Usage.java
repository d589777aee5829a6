/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import org.osgi.annotation.versioning.ProviderType;

/** How a host's attachment points are used at the moment. Immutable. */
@ProviderType
public interface Usage {

    /** How many guests use that point: seen on the host, or about to start there. */
    int portsAt(AttachmentPoint point);

    /**
     * When that point was last given to a guest, for taking turns: 0 if never, as far as is remembered; a greater number is later. The
     * numbers mean nothing else, and may be forgotten with a restart.
     */
    default long lastTaken(AttachmentPoint point) {
        return 0;
    }
}
