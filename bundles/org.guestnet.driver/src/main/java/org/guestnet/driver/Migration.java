/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.guestnet.model.HostAddress;
import org.guestnet.model.MigrationAddress;
import org.guestnet.model.MigrationSettings;

/**
 * How a guest is migrated. The guest stays as persistent as it is: its configuration moves with it, and leaves the source.
 *
 * @param resolved what the guest is at the destination; empty if the destination resolves its networks. Live and persistent
 *     document are always given both: libvirt would persist the live one otherwise
 * @param settings how its memory and disks travel
 * @param peer the address at which the source host reaches the destination's libvirt: then the hosts migrate among themselves, and the
 *     migration goes on when this process ends (libvirt's PEER2PEER); empty if this process is to steer it
 * @param migrationAddress where the destination receives the guest; empty for what it calls itself
 */
public record Migration(
        Optional<Resolved> resolved,
        MigrationSettings settings,
        Optional<HostAddress> peer,
        Optional<MigrationAddress> migrationAddress) {

    private static final Migration PLAIN =
            new Migration(Optional.empty(), MigrationSettings.defaults(), Optional.empty(), Optional.empty());

    /** @throws NullPointerException if a part is null */
    public Migration {
        requireNonNull(resolved, "resolved");
        requireNonNull(settings, "settings");
        requireNonNull(peer, "peer");
        requireNonNull(migrationAddress, "migrationAddress");
    }

    /** Steered by this process, by default settings, resolved by the destination. */
    public static Migration plain() {
        return PLAIN;
    }

    /** A copy with these documents. */
    public Migration with(Resolved documents) {
        return new Migration(Optional.of(documents), settings, peer, migrationAddress);
    }

    /** A copy that this process steers. */
    public Migration withoutPeer() {
        return new Migration(resolved, settings, Optional.empty(), migrationAddress);
    }

    /** A copy by which the hosts migrate among themselves. @param address where the source reaches the destination's libvirt */
    public Migration with(HostAddress address) {
        return new Migration(resolved, settings, Optional.of(address), migrationAddress);
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
