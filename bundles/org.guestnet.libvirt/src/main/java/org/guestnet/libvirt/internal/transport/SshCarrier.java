/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/** The daemon's socket on the host, through an ssh client and libvirt's own helper there. */
final class SshCarrier implements Carrier {

    private final List<String> command;
    private final Words words = new Words();
    private Process process; // guarded by this
    private boolean closed; // guarded by this

    /** @param command the ssh client with its arguments */
    SshCarrier(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public synchronized void connect() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        process = new ProcessBuilder(command).start();
        Thread listener = new Thread(() -> words.readAll(process.getErrorStream()), "guestnet-ssh-" + process.pid());
        listener.setDaemon(true);
        listener.start();
    }

    @Override
    public synchronized ReadableByteChannel source() {
        return Channels.newChannel(process.getInputStream());
    }

    @Override
    public synchronized WritableByteChannel sink() {
        return new Flushing(process.getOutputStream());
    }

    @Override
    public String lastWords() {
        return words.text();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** A process's input is buffered: whoever asks a question has to push it through before waiting for the answer. */
    private static final class Flushing implements WritableByteChannel {

        private final OutputStream out;
        private final WritableByteChannel channel;

        Flushing(OutputStream out) {
            this.out = out;
            this.channel = Channels.newChannel(out);
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int written = channel.write(bytes);
            out.flush();
            return written;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
