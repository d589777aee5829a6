/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.DeviceName;

/**
 * A device in the pool of a libvirt network.
 *
 * @param device the device
 * @param connections libvirt's own counter, at least 0; live XML only, and not to be trusted: it is wrong after a network was
 *     restarted or its pool changed while guests ran
 */
public record Member(DeviceName device, int connections) {

    /** @throws IllegalArgumentException if {@code connections} is negative */
    public Member {
        requireNonNull(device, "device");
        if (connections < 0) {
            throw new IllegalArgumentException("connections of " + device + " are " + connections);
        }
    }
}
