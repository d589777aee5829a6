/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Told about a host. Called on a thread of the driver that must not be held: implementations return at once and never call back
 * into the session.
 */
@ConsumerType
public interface HostListener {

    /** Something changed: a guest or network came, went, started or stopped. Observe the host again. */
    void changed();

    /**
     * The session ended by itself and will not come back; it still has to be closed. Told once.
     *
     * @param reason a sentence for people
     */
    void lost(String reason);
}
