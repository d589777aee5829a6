/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A constant question to a host's own shell. Any thread, one question at a time; {@link #close} ends one that is being asked. */
public final class HostShell implements AutoCloseable {

    /** What lists the host's network devices; no word of a user's is in it. */
    static final List<String> LIST_LINKS = List.of("ip", "-d", "-j", "link", "show");

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 8 << 20; // some thousand devices
    private static final File NOTHING =
            new File("/dev/null"); // whatever else answers sees the end of its input at once

    private final List<String> command;
    private final Duration limit;
    private Process process; // guarded by this
    private boolean closed; // guarded by this

    /** @param command the ssh client with its arguments */
    HostShell(List<String> command) {
        this(command, LIMIT);
    }

    HostShell(List<String> command, Duration limit) {
        this.command = List.copyOf(command);
        this.limit = limit;
    }

    /**
     * Asks; blocks for ten seconds at most.
     *
     * @return what the host says
     * @throws IOException if it cannot be asked, refuses, says too much, or is late; or if this is closed
     */
    public String ask() throws IOException {
        Process asked = begin();
        try {
            CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(asked::destroyForcibly);
            Words words = new Words();
            Thread listener = new Thread(() -> words.readAll(asked.getErrorStream()), "guestnet-shell-" + asked.pid());
            listener.setDaemon(true);
            listener.start();
            byte[] answer = asked.getInputStream().readNBytes(MAX_BYTES + 1);
            return checked(asked, answer, words);
        } finally {
            asked.destroyForcibly();
        }
    }

    private synchronized Process begin() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        process = new ProcessBuilder(command).redirectInput(NOTHING).start();
        return process;
    }

    private static String checked(Process asked, byte[] answer, Words words) throws IOException {
        if (answer.length > MAX_BYTES) {
            throw new IOException("the host says more than " + MAX_BYTES + " bytes");
        }
        int code = exitOf(asked);
        if (code != 0) {
            String said = words.text();
            throw new IOException(said.isEmpty() ? "no answer in time, or exit code " + code : said);
        }
        return new String(answer, StandardCharsets.UTF_8);
    }

    /** Its output has ended, so it ends, or is ended by the limit. */
    private static int exitOf(Process asked) throws IOException {
        try {
            return asked.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends the question that is being asked, and refuses more. Any thread, any time; never blocks. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
