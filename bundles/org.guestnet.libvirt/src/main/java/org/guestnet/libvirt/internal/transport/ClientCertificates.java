/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The files by which libvirt's clients and servers know each other. Read anew for each connection: certificates expire. */
record ClientCertificates(Path authority, Path revoked, Path certificate, Path key) {

    private static final char[] NO_PASSWORD = {};

    /** The files of that directory, or those in libvirt's own places. */
    static ClientCertificates in(Optional<String> directory) {
        return directory
                .map(Path::of)
                .map(d -> new ClientCertificates(
                        d.resolve("cacert.pem"),
                        d.resolve("cacrl.pem"),
                        d.resolve("clientcert.pem"),
                        d.resolve("clientkey.pem")))
                .orElseGet(ClientCertificates::ofTheSystem);
    }

    private static ClientCertificates ofTheSystem() {
        Path pki = Path.of("/etc/pki");
        return new ClientCertificates(
                pki.resolve("CA/cacert.pem"),
                pki.resolve("CA/cacrl.pem"),
                pki.resolve("libvirt/clientcert.pem"),
                pki.resolve("libvirt/private/clientkey.pem"));
    }

    SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity().getKeyManagers(), trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates for TLS cannot be used: " + e.getMessage(), e);
        }
    }

    private KeyManagerFactory identity() throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        Certificate[] chain = certificates(certificate).toArray(new Certificate[0]);
        store.setKeyEntry("client", PrivateKeys.read(key), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        int count = 0;
        for (Certificate trusted : certificates(authority)) {
            store.setCertificateEntry("authority" + count++, trusted);
        }
        PKIXBuilderParameters rules = new PKIXBuilderParameters(store, new X509CertSelector());
        rules.setRevocationEnabled(Files.exists(revoked));
        if (rules.isRevocationEnabled()) {
            rules.addCertStore(revocations());
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(rules));
        return factory;
    }

    private CertStore revocations() throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(revoked)) {
            return CertStore.getInstance(
                    "Collection",
                    new CollectionCertStoreParameters(
                            CertificateFactory.getInstance("X.509").generateCRLs(in)));
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }
}
