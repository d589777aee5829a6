/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guestnet.model.SecretName;

/**
 * What no other resource says: commands of the host, for extensions.
 *
 * @param key says what it is about; two with one key are one thing
 * @param check says by its exit code whether it is there; asked often, changes nothing
 * @param apply makes it
 * @param undo removes it
 * @param input what {@code apply} reads on its standard input; empty for nothing
 */
public record HostCommand(
        String key, List<String> check, List<String> apply, List<String> undo, Optional<SecretName> input)
        implements LinkResource {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a command is empty, or one of its words has a character that a shell could read as something
     *     else than itself
     */
    public HostCommand {
        requireNonNull(key, "key");
        requireNonNull(input, "input");
        check = words(check);
        apply = words(apply);
        undo = words(undo);
    }

    private static List<String> words(List<String> command) {
        if (command.isEmpty() || command.stream().anyMatch(w -> !WORD.matcher(w).matches())) {
            throw new IllegalArgumentException("no plain command: " + command);
        }
        return List.copyOf(command);
    }
}
