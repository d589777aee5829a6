/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.guestnet.model.SecretName;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.IpsecTunnel.Authentication;
import org.guestnet.model.link.IpsecTunnel.Certificate;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.Findings;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.osgi.service.component.annotations.Component;

/** Encryption by IPsec: {@code <encryption type='ipsec'>} with a secret, or with a certificate and the authority that signs others'. */
@Component(service = EncryptionProvider.class)
public final class IpsecEncryptionProvider implements EncryptionProvider {

    private static final String SECRET = "secret";
    private static final String CERTIFICATE = "certificate";
    private static final String AUTHORITY = "authority";
    private static final String REMEDY =
            "write secret='…' with the name of a secret, or certificate='…' authority='…' with names of files on the host";

    /** An encryption without configuration. */
    public IpsecEncryptionProvider() {}

    @Override
    public String type() {
        return "ipsec";
    }

    @Override
    public Reading<Encryption> read(NetworkDefinition definition, XmlElement encryption) {
        Findings findings = new Findings();
        findings.refuseUnknown(encryption, Set.of("type", SECRET, CERTIFICATE, AUTHORITY), Set.of());
        Optional<Authentication> authentication = authentication(findings, encryption);
        return findings.reading(() -> new IpsecEncryption(definition.name(), authentication.orElseThrow()));
    }

    private static Optional<Authentication> authentication(Findings findings, XmlElement encryption) {
        Optional<String> secret = encryption.attribute(SECRET);
        Optional<String> certificate = encryption.attribute(CERTIFICATE);
        Optional<String> authority = encryption.attribute(AUTHORITY);
        if (secret.isPresent() && certificate.isEmpty() && authority.isEmpty()) {
            return valid(findings, encryption, () -> Authentication.by(new SecretName(secret.get())));
        }
        if (secret.isEmpty() && certificate.isPresent() && authority.isPresent()) {
            return valid(
                    findings, encryption, () -> Authentication.by(new Certificate(certificate.get(), authority.get())));
        }
        findings.refuse(
                encryption,
                "<encryption type='ipsec'> needs a secret or else a certificate with its authority",
                REMEDY);
        return Optional.empty();
    }

    private static Optional<Authentication> valid(
            Findings findings, XmlElement encryption, Supplier<Authentication> value) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException e) {
            findings.refuse(encryption, e.getMessage(), REMEDY);
            return Optional.empty();
        }
    }
}
