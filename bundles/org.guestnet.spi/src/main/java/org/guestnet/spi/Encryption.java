/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import org.guestnet.model.IpAddress;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * How one network's tunnels are encrypted, understood from its definition. Each end gets an address inside, and what has these addresses
 * is encrypted or goes nowhere: whoever makes the tunnels sees to that. Immutable; pure.
 */
@ConsumerType
public interface Encryption {

    /** What both ends have to have in common, in words: its type and the name of its key, never the key. */
    String terms();

    /**
     * What it takes of each host for itself, in words, such as a UDP port: two networks that take the same cannot be on one host. Empty
     * text, the default, for nothing.
     */
    default String takes() {
        return "";
    }

    /**
     * The largest packet that fits inside.
     *
     * @param underlay the largest that the underlay carries, in bytes
     * @param endpoint tells the version of the underlay's addresses
     */
    int innerMtu(int underlay, IpAddress endpoint);

    /** What each of the tunnels is made by, which {@link TunnelsOnHost} is given again. */
    Means means();
}
