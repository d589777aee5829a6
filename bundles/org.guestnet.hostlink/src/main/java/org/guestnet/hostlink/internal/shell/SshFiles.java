/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where keys for ssh are; from the administrator's configuration, never from a user.
 *
 * @param identities private keys, tried in their order
 * @param knownHosts the file with hosts' keys
 */
public record SshFiles(List<Path> identities, Path knownHosts) {

    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._@+-]+)+");

    /** Copies the list. */
    public SshFiles {
        identities = List.copyOf(identities);
    }

    /**
     * From configured text, where an empty one means the files in {@code ~/.ssh}.
     *
     * @throws IllegalArgumentException if a path is not absolute
     */
    public static SshFiles of(String identityFile, String knownHosts) {
        Path home = Path.of(System.getProperty("user.home"), ".ssh");
        List<Path> identities = identityFile.isBlank()
                ? Stream.of("id_ed25519", "id_ecdsa", "id_rsa")
                        .map(home::resolve)
                        .filter(Files::isReadable)
                        .toList()
                : List.of(path("sshIdentityFile", identityFile));
        return new SshFiles(
                identities, knownHosts.isBlank() ? home.resolve("known_hosts") : path("sshKnownHosts", knownHosts));
    }

    private static Path path(String what, String text) {
        if (!PATH.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException(
                    what + " '" + Words.clean(text) + "' is not an absolute path of letters, digits and . _ @ + -");
        }
        return Path.of(text.strip());
    }
}
