/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.libvirt.internal.binding.JnaBinding;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.transport.Credentials;

/** libvirt's own way to take and give back a slot: a port without a guest, on a real host. */
final class LibvirtPorts implements AutoCloseable {

    private final LibvirtDriver driver; // runs libvirt's event loop
    private final String uri;
    private final List<LibvirtConnection> connections = new ArrayList<>(); // guarded by this

    LibvirtPorts(BenchLab lab, int members) throws Exception {
        driver = new LibvirtDriver("own", Credentials.of("", "", ""), new JnaBinding());
        uri = lab.script("uri", "A");
        Path xml = Files.writeString(lab.files().resolve("pool.xml"), InstantHost.xml(members, false));
        lab.script("virsh", "A", "net-define", xml.toString());
        lab.script("virsh", "A", "net-start", InstantHost.NETWORK);
        LibvirtConnection connection = open();
        for (int port = 0; port < members / 2; port++) {
            connection.networks().createPort(InstantHost.NETWORK, port(UUID.randomUUID()), false);
        }
    }

    private synchronized LibvirtConnection open() throws Exception {
        LibvirtConnection connection = new JnaBinding().open(uri);
        connections.add(connection);
        return connection;
    }

    private static String port(UUID id) {
        return "<networkport><uuid>" + id + "</uuid><owner><name>bench</name><uuid>" + id
                + "</uuid></owner><mac address='52:54:00:00:be:01'/></networkport>";
    }

    /** Has libvirt choose a member for a port, and deletes the port; on a connection of its own. */
    Throughput.Work port() throws Exception {
        LibvirtConnection connection = open();
        return () -> {
            UUID id = UUID.randomUUID();
            connection.networks().createPort(InstantHost.NETWORK, port(id), false);
            connection.networks().deletePort(InstantHost.NETWORK, id.toString());
        };
    }

    @Override
    public synchronized void close() {
        connections.forEach(LibvirtConnection::close);
        driver.stop();
    }
}
