/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.Findings;
import org.guestnet.spi.NetworkDefinition;

/** The encryptions that are there, by type. */
final class Encryptions {

    private final Map<String, EncryptionProvider> byType = new TreeMap<>();

    Encryptions(List<EncryptionProvider> providers) {
        providers.forEach(p -> type(p).ifPresent(type -> byType.put(type, p)));
    }

    /** Who does not say it is not there: definitions that name it are refused, and all others are read. */
    private static Optional<String> type(EncryptionProvider provider) {
        try {
            return Optional.ofNullable(provider.type());
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** Empty if it was refused. */
    Optional<Encryption> read(Findings findings, NetworkDefinition definition, XmlElement encryption) {
        Optional<String> type = encryption.attribute("type");
        Optional<EncryptionProvider> provider = type.map(byType::get);
        if (provider.isEmpty()) {
            findings.refuse(
                    encryption,
                    type.map(t -> "nobody encrypts by '" + t + "'").orElse("<encryption> does not say its type"),
                    byType.isEmpty()
                            ? "install an encryption; there is none now"
                            : "write <encryption type='…'> with one that is there: "
                                    + String.join(", ", byType.keySet()));
        }
        return provider.flatMap(p -> findings.part(p.read(definition, encryption)));
    }
}
