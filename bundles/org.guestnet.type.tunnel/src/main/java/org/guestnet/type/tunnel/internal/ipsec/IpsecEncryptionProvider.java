/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.guestnet.model.SecretName;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.Findings;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.TunnelsOnHost;
import org.osgi.service.component.annotations.Component;

/** Encryption by IPsec: {@code <encryption type='ipsec'>} with a secret, or with a certificate and the authority that signs others'. */
@Component(service = EncryptionProvider.class)
public final class IpsecEncryptionProvider implements EncryptionProvider {

    private static final String SECRET = "secret";
    static final String CERTIFICATE = "certificate"; // a file in swanctl/x509, which the host shows
    static final String AUTHORITY = "authority"; // a file in swanctl/x509ca: whose certificates are trusted
    private static final String TYPE = "ipsec";
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final String REMEDY =
            "write secret='…' with the name of a secret, or certificate='…' authority='…' with names of files on the host";

    /** An encryption without configuration. */
    public IpsecEncryptionProvider() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Reading<Encryption> read(NetworkDefinition definition, XmlElement encryption) {
        Findings findings = new Findings();
        findings.refuseUnknown(encryption, Set.of("type", SECRET, CERTIFICATE, AUTHORITY), Set.of());
        Optional<Means> means = means(findings, encryption);
        return findings.reading(() -> new IpsecEncryption(means.orElseThrow()));
    }

    private static Optional<Means> means(Findings findings, XmlElement encryption) {
        Optional<String> secret = encryption.attribute(SECRET);
        Optional<String> certificate = encryption.attribute(CERTIFICATE);
        Optional<String> authority = encryption.attribute(AUTHORITY);
        if (secret.isPresent() && certificate.isEmpty() && authority.isEmpty()) {
            return valid(findings, encryption, () -> Means.of(TYPE).with(new SecretName(secret.get())));
        }
        if (secret.isEmpty() && certificate.isPresent() && authority.isPresent()) {
            return valid(
                    findings,
                    encryption,
                    () -> Means.of(TYPE)
                            .with(Map.of(CERTIFICATE, file(certificate.get()), AUTHORITY, file(authority.get()))));
        }
        findings.refuse(
                encryption,
                "<encryption type='ipsec'> needs a secret or else a certificate with its authority",
                REMEDY);
        return Optional.empty();
    }

    private static String file(String name) {
        if (!FILE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a certificate's file name has letters, digits, '.', '-' and '_', at most 63");
        }
        return name;
    }

    private static Optional<Means> valid(Findings findings, XmlElement encryption, Supplier<Means> value) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException e) {
            findings.refuse(encryption, e.getMessage(), REMEDY);
            return Optional.empty();
        }
    }

    @Override
    public List<HostOrder> questions() {
        return List.of(SwanctlFile.QUESTION, Charon.CONNECTIONS, Charon.ASSOCIATIONS);
    }

    @Override
    public TunnelsOnHost seen(List<HostAnswer> answers) {
        Charon daemon = answers.size() < questions().size()
                ? Charon.silent("strongSwan was not asked")
                : Charon.of(answers.get(1), answers.get(2));
        return new IpsecTunnels(SwanctlFile.heads(answers.get(0).output()), daemon);
    }
}
