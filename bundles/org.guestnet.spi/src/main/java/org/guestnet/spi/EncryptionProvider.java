/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import org.guestnet.model.XmlElement;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to encrypt tunnels: what {@code <encryption type='…'>} in a {@code <tunnel>} means. Registered as an OSGi service; uplink
 * providers ask the one whose {@link #type} is named. Pure, any thread.
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
}
