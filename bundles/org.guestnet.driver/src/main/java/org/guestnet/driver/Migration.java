/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a guest is migrated. The guest stays as persistent as it is: its configuration moves with it, and leaves the source.
 *
 * @param resolved what the guest is at the destination; empty if the destination resolves its networks. Live and persistent
 *     document are always given both: libvirt would persist the live one otherwise
 */
public record Migration(Optional<Resolved> resolved) {

    /** @throws NullPointerException if it is null */
    public Migration {
        requireNonNull(resolved, "resolved");
    }

    /**
     * The guest's documents at the destination; both with secrets.
     *
     * @param liveXml the guest as it will run there
     * @param persistentXml its configuration there
     */
    public record Resolved(String liveXml, String persistentXml) {

        /** @throws NullPointerException if a part is null */
        public Resolved {
            requireNonNull(liveXml, "liveXml");
            requireNonNull(persistentXml, "persistentXml");
        }

        /** Without the documents: they have secrets. */
        @Override
        public String toString() {
            return "Resolved[…]";
        }
    }
}
