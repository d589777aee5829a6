/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.osgi.annotation.versioning.ProviderType;

/** A guest interface that is to be attached to a network. Immutable. */
@ProviderType
public interface PortRequest {

    /** What the port is wanted for. */
    enum Purpose {
        /** The guest starts on the host. */
        START,
        /**
         * The interface is added to a guest, or an interface of its moves here from another network. The guest may run: then a connection
         * that only a start can make is refused.
         */
        ATTACH,
        /** The guest migrates to the host. */
        MIGRATE_IN,
        /** The guest migrates away from the host. */
        MIGRATE_OUT
    }

    /** The guest. */
    GuestName guest();

    /** What for. */
    Purpose purpose();

    /** The interface, as the guest's persistent configuration or its migratable XML has it. */
    GuestInterface nic();
}
