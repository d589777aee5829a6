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
}
