/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.guestnet.model.GuestnetException;

/** The directory of the database, locked against other processes until it is closed. The lock ends with the process at the latest. */
final class StoreDirectory implements AutoCloseable {

    static final String DEFAULT = "${karaf.base}/db";

    private static final String BASE = "karaf.base";
    private static final String LOCK = "guestnet.lock";

    private final Path path;
    private final FileChannel lock; // FileChannel: a lock of the process; closing it unlocks

    private StoreDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * The path that a setting means.
     *
     * @throws GuestnetException {@code STORE_FAILED} if it needs a container and there is none
     */
    static Path resolve(String setting) throws GuestnetException {
        String base = System.getProperty(BASE);
        String variable = "${" + BASE + "}";
        if (setting.contains(variable) && base == null) {
            throw Failures.directory(setting, "the system property " + BASE + " is not set", null);
        }
        return Path.of(base == null ? setting : setting.replace(variable, base))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * Makes the directory if it is missing, and locks it.
     *
     * @throws GuestnetException {@code STORE_FAILED} if it cannot be made or another process has it
     */
    static StoreDirectory lock(Path path) throws GuestnetException {
        try {
            create(path);
            FileChannel channel = FileChannel.open(path.resolve(LOCK), CREATE, READ, WRITE);
            try {
                takeLock(path, channel);
                return new StoreDirectory(path, channel);
            } catch (IOException | GuestnetException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw Failures.directory(path.toString(), Failures.reason(e), e);
        }
    }

    private static void create(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path.getParent());
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void takeLock(Path path, FileChannel channel) throws IOException, GuestnetException {
        boolean taken;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            taken = false; // somebody in this very process
        }
        if (!taken) {
            throw Failures.inUse(path, Files.readString(path.resolve(LOCK)).strip());
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(("process " + ProcessHandle.current().pid() + "\n").getBytes(UTF_8)), 0);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
