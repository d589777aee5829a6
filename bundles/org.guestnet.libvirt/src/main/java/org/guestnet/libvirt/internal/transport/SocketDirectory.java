/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** A directory of our own for relays' sockets: nobody else can enter it, and paths in it fit into a socket's address. */
public final class SocketDirectory implements AutoCloseable {

    private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9._-]+)+"); // it becomes part of a libvirt URI
    private static final int MAX_DIRECTORY = 80; // of the 107 bytes that a socket's address has

    private final Path directory;
    private final AtomicLong count = new AtomicLong();

    private SocketDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes one in the first of the usual places whose path is short and plain enough.
     *
     * @throws IOException if it cannot be made
     */
    public static SocketDirectory create() throws IOException {
        for (String place : List.of(System.getProperty("java.io.tmpdir"), "/tmp")) {
            if (place.length() <= MAX_DIRECTORY && PLAIN.matcher(place).matches()) {
                return new SocketDirectory(Files.createTempDirectory(
                        Path.of(place),
                        "guestnet",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
            }
        }
        throw new IOException("no usable directory for sockets");
    }

    /** A path for a new socket. */
    public Path next() {
        return directory.resolve(Long.toString(count.incrementAndGet()));
    }

    /** Removes the directory; sockets in it are gone already if their relays are closed. */
    @Override
    public void close() {
        Quietly.close((Closeable) () -> Files.deleteIfExists(directory));
    }
}
