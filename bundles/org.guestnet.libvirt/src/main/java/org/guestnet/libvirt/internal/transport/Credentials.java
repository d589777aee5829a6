/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where keys and certificates are; from the administrator's configuration, never from a user.
 *
 * @param sshIdentityFile private key for ssh; empty for what ssh's own configuration says
 * @param sshKnownHosts file of known hosts' keys; empty for what ssh's own configuration says
 * @param tlsPkiPath directory of cacert.pem, clientcert.pem, clientkey.pem and maybe cacrl.pem; empty for libvirt's places in
 *     /etc/pki
 */
public record Credentials(
        Optional<String> sshIdentityFile, Optional<String> sshKnownHosts, Optional<String> tlsPkiPath) {

    /** ssh splits at spaces and expands % in the names of files, so those are not for us. */
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._@+-]+)+");

    /** @throws IllegalArgumentException if a path is not absolute or has characters that ssh takes for more than a name */
    public Credentials {
        check("sshIdentityFile", sshIdentityFile);
        check("sshKnownHosts", sshKnownHosts);
        check("tlsPkiPath", tlsPkiPath);
    }

    /** From configured text, where an empty one means that it is not set. */
    public static Credentials of(String sshIdentityFile, String sshKnownHosts, String tlsPkiPath) {
        return new Credentials(optional(sshIdentityFile), optional(sshKnownHosts), optional(tlsPkiPath));
    }

    private static Optional<String> optional(String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    private static void check(String what, Optional<String> path) {
        path.filter(p -> !PATH.matcher(p).matches()).ifPresent(p -> {
            throw new IllegalArgumentException(
                    what + " '" + p + "' is not an absolute path of letters, digits and . _ @ + -");
        });
    }
}
