/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.time.Duration;
import java.util.UUID;
import org.guestnet.libvirt.internal.binding.GuestCalls;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.model.GuestnetException;

/** Calls about guests. Where libvirt refuses because a guest runs, or because it does not, that is what the caller is told. */
final class GuestWork {

    private final SessionParts parts;

    GuestWork(SessionParts parts) {
        this.parts = parts;
    }

    interface Call {
        void on(GuestCalls guests) throws LibvirtFailure, GuestnetException;
    }

    /** A call for which it does not matter whether a guest runs. */
    void call(Lines lines, Duration limit, Call call) throws GuestnetException {
        parts.calls().call(lines, limit, c -> {
            call.on(c.guests());
            return null;
        });
    }

    /** A call that the host refuses unless the guest is active, or unless it is not. */
    void call(Lines lines, Duration limit, UUID guest, boolean active, Call call) throws GuestnetException {
        parts.calls().call(lines, limit, c -> {
            try {
                call.on(c.guests());
                return null;
            } catch (LibvirtFailure failure) {
                throw explained(c, guest, active, failure);
            }
        });
    }

    private GuestnetException explained(LibvirtConnection c, UUID guest, boolean active, LibvirtFailure failure)
            throws LibvirtFailure {
        if (!failure.is(LibvirtFailure.OPERATION_INVALID) || c.guests().isActive(guest.toString()) == active) {
            throw failure;
        }
        return active
                ? parts.failures().notRunning(guest, failure)
                : parts.failures().running(guest, failure);
    }
}
