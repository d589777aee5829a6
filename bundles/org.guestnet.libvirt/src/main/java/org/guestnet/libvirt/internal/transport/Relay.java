/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between libvirt's client library and a {@link Carrier}: the library is given a socket of ours, for one connection, and we
 * copy. Closing the relay ends a blocked open and all blocked calls on that connection within milliseconds, which nothing in the
 * library does.
 */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BLOCK = 64 * 1024;

    private final String name;
    private final Path path;
    private final Carrier carrier;
    private final ServerSocketChannel server;
    private final AtomicBoolean closed = new AtomicBoolean();
    private SocketChannel client; // guarded by this
    private volatile boolean endedByHost;

    private Relay(String name, Path path, Carrier carrier, ServerSocketChannel server) {
        this.name = name;
        this.path = path;
        this.carrier = carrier;
        this.server = server;
    }

    /**
     * Listens for the library; the carrier is connected already and belongs to the relay from now on.
     *
     * @param name for the names of its threads
     * @param path where the socket is made: in a directory that nobody else can enter
     * @throws IOException if the socket cannot be made; the carrier is closed then
     */
    public static Relay start(String name, Path path, Carrier carrier) throws IOException {
        ServerSocketChannel server = null;
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(path), 1);
        } catch (IOException e) {
            if (server != null) {
                Quietly.close(server);
            }
            carrier.close();
            throw new IOException("no socket for libvirt at " + path + ": " + e.getMessage(), e);
        }
        Relay relay = new Relay(name, path, carrier, server);
        relay.thread("out", relay::acceptAndCopyOut).start();
        return relay;
    }

    private Thread thread(String direction, Runnable work) {
        Thread thread = new Thread(work, "guestnet-" + name + "-" + direction);
        thread.setDaemon(true);
        return thread;
    }

    /** Where the library connects to. */
    public Path path() {
        return path;
    }

    /** Whether it ended, by {@link #close} or because one of its sides did. */
    public boolean isClosed() {
        return closed.get();
    }

    /** Whether the host's side ended before anybody closed the relay or the library went away. */
    public boolean endedByHost() {
        return endedByHost;
    }

    /** What the carrier had to say before it ended; empty if nothing. */
    public String lastWords() {
        return carrier.lastWords();
    }

    private void acceptAndCopyOut() {
        try {
            SocketChannel accepted = server.accept();
            keep(accepted);
            forget();
            thread("in", () -> ended(copy(carrier.source(), accepted))).start();
            ended(!copy(accepted, carrier.sink()));
        } catch (IOException e) {
            LOG.debug("{}: ended before the library came", name, e);
            end(false);
        }
    }

    private synchronized void keep(SocketChannel accepted) throws IOException {
        if (closed.get()) {
            Quietly.close(accepted);
            throw new IOException("closed");
        }
        client = accepted;
    }

    /** One connection only: from here on nobody can come. */
    private void forget() {
        Quietly.close(server);
        Quietly.close((Closeable) () -> Files.deleteIfExists(path));
    }

    /** Copies until one of them ends. @return whether it was the one that is read */
    private boolean copy(ReadableByteChannel from, WritableByteChannel to) {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        while (fill(from, block)) {
            try {
                while (block.hasRemaining()) {
                    to.write(block);
                }
            } catch (IOException e) {
                LOG.debug("{}: nobody takes any more", name, e);
                return false;
            }
        }
        return true;
    }

    private boolean fill(ReadableByteChannel from, ByteBuffer block) {
        block.clear();
        try {
            return from.read(block) >= 0;
        } catch (IOException e) {
            LOG.debug("{}: nothing comes any more", name, e);
            return false;
        } finally {
            block.flip();
        }
    }

    private void ended(boolean byHost) {
        if (byHost && !closed.get()) {
            carrier.lastWords(); // it may still be speaking, and closing would cut it short
        }
        end(byHost);
    }

    /** Ends both sides. Any thread, more than once; never blocks. */
    @Override
    public void close() {
        end(false);
    }

    private void end(boolean byHost) {
        if (closed.compareAndSet(false, true)) {
            endedByHost = byHost; // before the library can notice, which then asks
            carrier.close();
            closeClient();
            forget();
        }
    }

    private synchronized void closeClient() {
        if (client != null) {
            Quietly.close(client);
        }
    }
}
