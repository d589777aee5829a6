/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.List;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.HostOrder;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to encrypt tunnels: what {@code <encryption type='…'>} in a {@code <tunnel>} means, and how hosts' own programs do it. Registered
 * as an OSGi service; uplink providers and the driver of hosts' links ask the one whose {@link #type} is named, of several the one with
 * the highest service ranking. Pure, any thread: it says what hosts are to be told, and what their answers mean.
 */
@ConsumerType
public interface EncryptionProvider {

    /** The type, as definitions name it, for example {@code ipsec}. */
    String type();

    /**
     * Reads an encryption.
     *
     * @param definition the definition in which it stands
     * @param encryption its element {@code <encryption>}
     * @return the encryption understood, or all that is wrong with it
     */
    Reading<Encryption> read(NetworkDefinition definition, XmlElement encryption);

    /**
     * What a host is asked about its tunnels of this type whenever it is looked at; changes nothing. The first question finds out whether
     * there are any: if no tunnel is wanted and the answer to it is empty, the others are not asked.
     */
    List<HostOrder> questions();

    /** What a host's answers mean, whatever they are. @param answers one for each question that was asked, in their order */
    TunnelsOnHost seen(List<HostAnswer> answers);
}
