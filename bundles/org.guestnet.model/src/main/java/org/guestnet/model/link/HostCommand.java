/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
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

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if one is no {@link HostOrder}
     */
    public HostCommand {
        requireNonNull(key, "key");
        requireNonNull(input, "input");
        check = HostOrder.of(check).words();
        apply = HostOrder.of(apply).words();
        undo = HostOrder.of(undo).words();
    }
}
