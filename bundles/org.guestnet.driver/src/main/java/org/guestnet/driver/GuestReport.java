/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;

/**
 * A guest of a host as it was seen.
 *
 * @param uuid its UUID; during a migration two hosts have it
 * @param name its name
 * @param state what it does
 * @param persistent whether it has a configuration that outlives its end
 * @param autostart whether it starts with its host
 * @param saved whether it has a managed-save image
 * @param interfaces the interfaces of its persistent configuration; of a transient guest those of its live XML
 * @param live the interfaces as they are connected; empty if it does not run
 * @param held devices of its host that it has for itself, other than interfaces, and cannot leave behind; in words
 */
public record GuestReport(
        UUID uuid,
        GuestName name,
        State state,
        boolean persistent,
        boolean autostart,
        boolean saved,
        List<GuestInterface> interfaces,
        List<GuestInterface> live,
        List<String> held) {

    /** What a guest does. */
    public enum State {
        /** It runs. */
        RUNNING,
        /** It runs and arrived by a migration. */
        RUNNING_MIGRATED,
        /** It is paused; its connections are kept. */
        PAUSED,
        /** It is paused because it is being migrated away, or its migration ended without being finished. */
        PAUSED_MIGRATING,
        /** It stands still because its memory is on two hosts: a post-copy migration goes on. Neither end can go on alone. */
        PAUSED_POSTCOPY,
        /** The same, for good: that migration has failed, though its job may still be there. */
        POSTCOPY_FAILED,
        /** It arrives by a migration and does not run yet. */
        ARRIVING,
        /** It does not run. */
        SHUT_OFF;

        /** Whether it holds its connections on that host. */
        public boolean isActive() {
            return this != SHUT_OFF;
        }

        /** Whether it is all there, running or paused: neither off nor at an end of a migration that has not ended. */
        public boolean isWhole() {
            return this == RUNNING || this == RUNNING_MIGRATED || this == PAUSED;
        }
    }

    /** Copies the lists. @throws NullPointerException if a part is null */
    public GuestReport {
        requireNonNull(uuid, "uuid");
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        interfaces = List.copyOf(interfaces);
        live = List.copyOf(live);
        held = List.copyOf(held);
    }

    /** A guest that has no device of its host for itself. */
    public GuestReport(
            UUID uuid,
            GuestName name,
            State state,
            boolean persistent,
            boolean autostart,
            boolean saved,
            List<GuestInterface> interfaces,
            List<GuestInterface> live) {
        this(uuid, name, state, persistent, autostart, saved, interfaces, live, List.of());
    }
}
