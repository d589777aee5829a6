/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import static org.guestnet.libvirt.internal.binding.JnaNative.LIBVIRT;
import static org.guestnet.libvirt.internal.binding.JnaNative.check;

import com.sun.jna.Pointer;

/** A guest as an object of the library, for as long as it is used. */
final class JnaGuest {

    interface Use<T> {
        T with(Pointer guest) throws LibvirtFailure;
    }

    private JnaGuest() {}

    static <T> T on(Pointer connection, String uuid, Use<T> use) throws LibvirtFailure {
        Pointer guest = check(LIBVIRT.virDomainLookupByUUIDString(connection, uuid));
        try {
            return use.with(guest);
        } finally {
            LIBVIRT.virDomainFree(guest);
        }
    }
}
