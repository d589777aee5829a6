/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.libvirt.internal.binding.MigrationCalls.Job;

/** Questions about a guest that may leave at any moment. */
final class Jobs {

    private Jobs() {}

    /** The guest's migration; a guest that is gone has left by one. */
    static Optional<Job> migration(LibvirtConnection c, UUID guest) throws LibvirtFailure {
        try {
            return c.migrations().job(guest.toString()).filter(Job::migration);
        } catch (LibvirtFailure failure) {
            if (failure.is(LibvirtFailure.NO_DOMAIN)
                    || failure.is(LibvirtFailure.OPERATION_INVALID)
                    || failure.is(LibvirtFailure.OPERATION_UNSUPPORTED) // the numbers are at the source
                    || failure.is(LibvirtFailure.NO_SUPPORT)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Gives the guest's migration up, if there is one. */
    static void abort(LibvirtConnection c, UUID guest) throws LibvirtFailure {
        try {
            if (migration(c, guest).isPresent()) {
                c.migrations().abortJob(guest.toString());
            }
        } catch (LibvirtFailure failure) {
            boolean refused = failure.is(LibvirtFailure.OPERATION_INVALID) || failure.is(LibvirtFailure.NO_DOMAIN);
            if (!refused || migration(c, guest).isPresent()) { // else it ended meanwhile
                throw failure;
            }
        }
    }

    /** Whether the guest exists there as a machine. */
    static boolean isActive(LibvirtConnection c, UUID guest) throws LibvirtFailure {
        try {
            return c.guests().isActive(guest.toString());
        } catch (LibvirtFailure failure) {
            if (failure.is(LibvirtFailure.NO_DOMAIN)) {
                return false;
            }
            throw failure;
        }
    }
}
