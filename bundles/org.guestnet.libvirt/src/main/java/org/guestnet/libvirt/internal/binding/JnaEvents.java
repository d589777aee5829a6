/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import static org.guestnet.libvirt.internal.binding.JnaNative.LIBVIRT;
import static org.guestnet.libvirt.internal.binding.JnaNative.check;

import com.sun.jna.Pointer;
import org.guestnet.libvirt.internal.binding.LibvirtConnection.Watcher;

/**
 * The callbacks of one connection. The library keeps only raw pointers to them, so they stay referenced from here until they are
 * taken back; a connection with a callback left would never be closed.
 */
final class JnaEvents {

    private static final int LIFECYCLE = 0; // VIR_DOMAIN_EVENT_ID_LIFECYCLE and VIR_NETWORK_EVENT_ID_LIFECYCLE
    private static final int NONE = -1;
    private static final String[] REASONS = {
        "an error", "the host's libvirt daemon or the way to it ended", "the host does not answer keepalive", "a client"
    };

    private final Pointer connection;
    private JnaLibrary.CloseFunction end;
    private JnaLibrary.Lifecycle change;
    private int guests = NONE;
    private int networks = NONE;

    JnaEvents(Pointer connection) {
        this.connection = connection;
    }

    void watchEnd(Watcher watcher) throws LibvirtFailure {
        JnaLibrary.CloseFunction function = (c, reason, opaque) -> watcher.ended(reason(reason));
        check(LIBVIRT.virConnectRegisterCloseCallback(connection, function, null, null));
        end = function;
    }

    private static String reason(int number) {
        return number >= 0 && number < REASONS.length ? REASONS[number] : "reason " + number;
    }

    void watchChanges(Watcher watcher) throws LibvirtFailure {
        change = (c, object, event, detail, opaque) -> {
            watcher.changed();
            return 0;
        };
        guests = check(LIBVIRT.virConnectDomainEventRegisterAny(connection, null, LIFECYCLE, change, null, null));
        networks = check(LIBVIRT.virConnectNetworkEventRegisterAny(connection, null, LIFECYCLE, change, null, null));
    }

    /** On a dead connection these calls report an error and yet drop their reference, so no result is looked at. */
    void unwatch() {
        if (networks != NONE) {
            LIBVIRT.virConnectNetworkEventDeregisterAny(connection, networks);
        }
        if (guests != NONE) {
            LIBVIRT.virConnectDomainEventDeregisterAny(connection, guests);
        }
        if (end != null) {
            LIBVIRT.virConnectUnregisterCloseCallback(connection, end);
        }
        networks = NONE;
        guests = NONE;
        end = null;
    }
}
