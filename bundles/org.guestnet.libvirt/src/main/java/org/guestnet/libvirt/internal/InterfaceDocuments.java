/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;

/**
 * The host's interfaces, read by one call of a session at a time. All threads of libvirt's daemon use one udev context for them, which udev
 * does not allow: two clients that read at once corrupt the daemon's heap, and it crashes (seen with 9.0.0, within seconds of doing so).
 */
final class InterfaceDocuments {

    private final ReentrantLock lock = new ReentrantLock();

    /** What the host tells now. @throws LibvirtFailure if it does not, or the connection has ended */
    List<String> read(LibvirtConnection connection) throws LibvirtFailure {
        lock.lock();
        try {
            return connection.devices().interfaces();
        } finally {
            lock.unlock();
        }
    }
}
