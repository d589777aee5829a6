/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The network types that are installed. An OSGi service. */
@ProviderType
public interface NetworkTypes {

    /** All providers, also those that are not used, by type and then by rank. */
    List<NetworkTypeInfo> list();
}
