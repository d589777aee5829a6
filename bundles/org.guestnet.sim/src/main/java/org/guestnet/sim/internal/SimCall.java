/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

/** The calls and steps of a simulated host that a fault can be ordered for. */
public enum SimCall {
    /** A session is opened. */
    OPEN(false),
    /** observe. */
    OBSERVE(false),
    /** network. */
    NETWORK(false),
    /** defineNetwork. */
    DEFINE_NETWORK(true),
    /** undefineNetwork. */
    UNDEFINE_NETWORK(true),
    /** startNetwork. */
    START_NETWORK(true),
    /** stopNetwork. */
    STOP_NETWORK(true),
    /** setNetworkAutostart. */
    AUTOSTART_NETWORK(false),
    /** updatePool: libvirt has no event for it. */
    UPDATE_POOL(false),
    /** createPort: libvirt has no event for it. */
    CREATE_PORT(false),
    /** deletePort: libvirt has no event for it. */
    DELETE_PORT(false),
    /** guest. */
    GUEST(false),
    /** guestXml. */
    GUEST_XML(false),
    /** defineGuest. */
    DEFINE_GUEST(true),
    /** undefineGuest. */
    UNDEFINE_GUEST(true),
    /** startGuest. */
    START_GUEST(true),
    /** startGuestAs. */
    START_GUEST_AS(true),
    /** redefineSavedGuest. */
    REDEFINE_SAVED(false),
    /** saveGuest. */
    SAVE_GUEST(true),
    /** shutdownGuest. */
    SHUTDOWN_GUEST(true),
    /** destroyGuest. */
    DESTROY_GUEST(true),
    /** resumeGuest. */
    RESUME_GUEST(true),
    /** migrate: its first step, at the source. */
    MIGRATE(false),
    /** At the destination of a migration among peers: the source connects. */
    MIGRATE_PEER(false),
    /** The second step of a migration, at the destination: the guest gets its connections there. */
    MIGRATE_PREPARE(true),
    /** The third, at the source: before each round of the transfer. */
    MIGRATE_PERFORM(false),
    /** At the source after each round; the last one pauses the guest. */
    MIGRATE_ROUND(false),
    /** The fourth, at the destination: the guest runs there. */
    MIGRATE_FINISH(true),
    /** The last, at the source: the guest leaves it. */
    MIGRATE_CONFIRM(true),
    /** moveConfiguration: its first step, at the source. */
    MOVE_CONFIGURATION(false),
    /** Its second step, at the destination: the guest is defined there. */
    MOVE_ARRIVE(true),
    /** The last, at the source: the guest leaves it. */
    MOVE_LEAVE(true),
    /** setGuestAutostart: libvirt has no event for it. */
    AUTOSTART_GUEST(false),
    /** attachInterface: libvirt has no event for it in the life of a guest. */
    ATTACH_INTERFACE(false),
    /** detachInterface: libvirt has no event for it in the life of a guest. */
    DETACH_INTERFACE(false),
    /** updateInterface: libvirt has no event for it in the life of a guest. */
    UPDATE_INTERFACE(false),
    /** migrationProgress. */
    PROGRESS(false),
    /** abortMigration. */
    ABORT(false),
    /** A session with the host's links is opened. */
    LINK_OPEN(false),
    /** look, at links. */
    LINK_LOOK(false),
    /** make, of links. */
    LINK_MAKE(false),
    /** remove, of links. */
    LINK_REMOVE(false),
    /** renew, of tunnels. */
    LINK_RENEW(false);

    private final boolean told;

    SimCall(boolean told) {
        this.told = told;
    }

    /** Whether libvirt has an event for it. */
    boolean isTold() {
        return told;
    }

    /** Migrations have no deadline of their own, except that a source does not wait for ever for a peer. */
    boolean hasDeadline() {
        return this == MIGRATE_PEER || !name().startsWith("MIGRATE");
    }
}
