/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import org.guestnet.model.XmlElement;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Joins the bridge of a network to a mesh of all hosts that have the network so joined: what {@code <tunnel protocol='…'>} in a
 * definition means, be its type {@code tunnel}, {@code virtual} or {@code bridge}. Registered as an OSGi service with the property
 * {@value #UPLINK_PROTOCOL}; the annotation {@link UplinkProtocol} sets it. The same promises as {@link NetworkTypeProvider}: any thread,
 * pure, within 100 ms; it may come and go, and of several for one protocol the one with the highest service ranking serves.
 */
@ConsumerType
public interface UplinkProvider {

    /** Service property: the protocol, as definitions name it. */
    String UPLINK_PROTOCOL = "org.guestnet.uplink.protocol";

    /** The protocol of a {@code <tunnel>} that names none. */
    String DEFAULT_PROTOCOL = "vxlan";

    /**
     * Reads a tunnel.
     *
     * @param definition the definition in which it stands
     * @param tunnel its element {@code <tunnel>}
     * @return the tunnel understood, or all that is wrong with it at once, each finding at its place
     */
    Reading<Uplink> read(NetworkDefinition definition, XmlElement tunnel);
}
