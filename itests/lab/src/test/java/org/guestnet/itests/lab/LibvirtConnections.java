/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.nio.file.Path;
import org.guestnet.libvirt.internal.binding.JnaBinding;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;

/** Connections of the library itself, past the driver, which runs the event loop meanwhile. */
final class LibvirtConnections {

    private final String uri;

    LibvirtConnections(Path socket) {
        this.uri = "qemu:///system?socket=" + socket;
    }

    /** With everything registered that the driver registers. */
    LibvirtConnection open(Heard ears) throws LibvirtFailure {
        LibvirtConnection connection = new JnaBinding().open(uri);
        LibvirtConnection.Watcher watcher = new LibvirtConnection.Watcher() {
            @Override
            public void changed() {
                ears.changed();
            }

            @Override
            public void ended(String reason) {
                ears.lost(reason);
            }
        };
        connection.keepAlive(2, 3);
        connection.watchEnd(watcher);
        connection.watchChanges(watcher);
        return connection;
    }
}
