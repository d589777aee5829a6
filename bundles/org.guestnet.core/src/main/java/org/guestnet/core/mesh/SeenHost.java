/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import org.guestnet.core.host.HostState;

/**
 * A host as its part in meshes was last worked out.
 *
 * @param host as it was seen
 * @param generation of the providers that understood its networks
 */
record SeenHost(HostState host, long generation) {

    /** What is the same object was not changed. */
    boolean differs(SeenHost now) {
        return generation != now.generation
                || host.networks() != now.host.networks()
                || host.guests() != now.host.guests()
                || host.deviceIndex() != now.host.deviceIndex()
                || !host.addresses().equals(now.host.addresses())
                || !host.host().equals(now.host.host())
                || host.isUp() != now.host.isUp();
    }
}
