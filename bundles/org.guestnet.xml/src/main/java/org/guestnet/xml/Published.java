/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A definition as a host keeps it, inside the libvirt network that was made of it.
 *
 * @param original the document that the administrator gave, with its comments and foreign namespaces; white space and quotes may
 *     be libvirt's
 * @param hash the {@link NetworkDocuments#hash} of the libvirt network when it was published; empty if it was published without
 */
public record Published(String original, Optional<String> hash) {

    /** @throws NullPointerException if a part is null */
    public Published {
        requireNonNull(original, "original");
        requireNonNull(hash, "hash");
    }
}
