/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.guestnet.model.NetworkName;
import org.guestnet.model.SecretName;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.LinkNames;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.Findings;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.TunnelsOnHost;
import org.osgi.service.component.annotations.Component;

/** Encryption by WireGuard: {@code <encryption type='wireguard' secret='red-key' port='51820'/>}. */
@Component(service = EncryptionProvider.class)
public final class WireGuardEncryptionProvider implements EncryptionProvider {

    static final String TYPE = "wireguard";
    static final String PORT = "port"; // UDP, the same at all ends and of no other network

    private static final String SECRET = "secret";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int LAST_PORT = 65535;
    private static final int FIRST_OF_OURS = 20000; // below those that hosts take for what they begin themselves
    private static final int COUNT_OF_OURS = 10000;

    /** An encryption without configuration. */
    public WireGuardEncryptionProvider() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Reading<Encryption> read(NetworkDefinition definition, XmlElement encryption) {
        Findings findings = new Findings();
        findings.refuseUnknown(encryption, Set.of("type", SECRET, PORT), Set.of());
        Optional<SecretName> secret = secret(findings, encryption);
        OptionalInt port = port(findings, definition.name(), encryption);
        return findings.reading(() -> new WireGuardEncryption(Means.of(TYPE)
                .with(secret.orElseThrow())
                .with(LinkNames.device('w', definition.name()))
                .with(Map.of(PORT, String.valueOf(port.orElseThrow())))));
    }

    private static Optional<SecretName> secret(Findings findings, XmlElement encryption) {
        try {
            return Optional.of(new SecretName(encryption.attribute(SECRET).orElse("")));
        } catch (IllegalArgumentException e) {
            findings.refuse(
                    encryption,
                    encryption.attribute(SECRET).isPresent() ? e.getMessage() : "<encryption> names no secret",
                    "write secret='…' with the name of a secret, which is made when it is first needed");
            return Optional.empty();
        }
    }

    /** By default one that follows from the network's name; of two networks that share it the second is refused on a host. */
    private static OptionalInt port(Findings findings, NetworkName network, XmlElement encryption) {
        String byDefault =
                String.valueOf(FIRST_OF_OURS + Math.floorMod(network.value().hashCode(), COUNT_OF_OURS));
        String text = encryption.attribute(PORT).orElse(byDefault);
        if (NUMBER.matcher(text).matches() && Integer.parseInt(text) <= LAST_PORT) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        findings.refuse(
                encryption,
                "port '" + text + "' of <encryption> is out of range",
                "write port='…' with a number from 1 to " + LAST_PORT + ", or leave it out");
        return OptionalInt.empty();
    }

    @Override
    public List<HostOrder> questions() {
        return HostWords.QUESTIONS;
    }

    @Override
    public TunnelsOnHost seen(List<HostAnswer> answers) {
        return new WireGuardTunnels(new HostWords(answers));
    }
}
