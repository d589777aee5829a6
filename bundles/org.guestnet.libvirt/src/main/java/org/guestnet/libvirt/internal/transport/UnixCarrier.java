/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** The daemon's socket on this machine. */
final class UnixCarrier implements Carrier {

    private final Path socket;
    private final SocketChannel channel;

    UnixCarrier(Path socket) throws IOException {
        this.socket = socket;
        this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    @Override
    public void connect() throws IOException {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new IOException("cannot connect to the socket " + socket + ": " + e.getMessage(), e);
        }
    }

    @Override
    public ReadableByteChannel source() {
        return channel;
    }

    @Override
    public WritableByteChannel sink() {
        return channel;
    }

    @Override
    public String lastWords() {
        return "";
    }

    @Override
    public void close() {
        Quietly.close(channel);
    }
}
