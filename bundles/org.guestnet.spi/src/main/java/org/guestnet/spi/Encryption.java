/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.List;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.LinkResource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One way to encrypt what goes between the ends of a tunnel: each end gets an address inside, and what has these addresses is encrypted or
 * goes nowhere. Immutable; pure.
 */
@ConsumerType
public interface Encryption {

    /** What both ends have to have in common, in words: its type and the name of its key, never the key. */
    String terms();

    /** The address that an end has inside; equal for equal input, on every host. @param endpoint its address on the underlay */
    IpAddress inner(IpAddress endpoint);

    /**
     * The largest packet that fits inside.
     *
     * @param underlay the largest that the underlay carries, in bytes
     * @param endpoint tells the version of the underlay's addresses
     */
    int innerMtu(int underlay, IpAddress endpoint);

    /** What has to exist on a host whoever its peers are. */
    List<LinkResource> base(IpAddress endpoint);

    /** What has to exist on a host because of one peer: first what keeps clear frames back, then what encrypts. */
    List<LinkResource> towards(IpAddress endpoint, IpAddress peer);
}
