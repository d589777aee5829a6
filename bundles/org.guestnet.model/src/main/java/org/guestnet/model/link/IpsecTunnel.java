/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;
import org.guestnet.model.IpAddress;
import org.guestnet.model.SecretName;

/**
 * An IPsec tunnel between two addresses (IKEv2, RFC 7296), through which all goes that has inner addresses.
 *
 * @param name made by {@link LinkNames#tunnel}
 * @param local the host's address on the underlay
 * @param remote the other end's
 * @param innerLocal the host's address inside
 * @param innerRemote the other end's
 * @param authentication how the ends convince each other
 */
public record IpsecTunnel(
        String name,
        IpAddress local,
        IpAddress remote,
        IpAddress innerLocal,
        IpAddress innerRemote,
        Authentication authentication)
        implements LinkResource {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    /** @throws IllegalArgumentException if the name has anything but small letters, digits and dashes */
    public IpsecTunnel {
        requireNonNull(local, "local");
        requireNonNull(remote, "remote");
        requireNonNull(innerLocal, "innerLocal");
        requireNonNull(innerRemote, "innerRemote");
        requireNonNull(authentication, "authentication");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a tunnel: " + name);
        }
    }

    /**
     * How the ends convince each other: one of both is there.
     *
     * @param secret the key that both have, by the name under which the manager keeps it
     * @param certificate what the host shows, and who signed what the other end shows
     */
    public record Authentication(Optional<SecretName> secret, Optional<Certificate> certificate) {

        /** @throws IllegalArgumentException if both are there, or none */
        public Authentication {
            if (secret.isPresent() == certificate.isPresent()) {
                throw new IllegalArgumentException("a tunnel has a secret or a certificate");
            }
        }

        /** By a key that both have. */
        public static Authentication by(SecretName secret) {
            return new Authentication(Optional.of(secret), Optional.empty());
        }

        /** By certificates. */
        public static Authentication by(Certificate certificate) {
            return new Authentication(Optional.empty(), Optional.of(certificate));
        }
    }

    /**
     * Files that the administrator put on the host, where its IPsec daemon looks for them.
     *
     * @param certificate the host's own, a file name in {@code swanctl/x509}
     * @param authority whose certificates are trusted, a file name in {@code swanctl/x509ca}
     */
    public record Certificate(String certificate, String authority) {

        private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

        /** @throws IllegalArgumentException if one is no plain file name */
        public Certificate {
            if (!FILE.matcher(certificate).matches() || !FILE.matcher(authority).matches()) {
                throw new IllegalArgumentException(
                        "a certificate's file name has letters, digits, '.', '-' and '_', at most 63");
            }
        }
    }
}
