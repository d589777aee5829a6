/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.HostAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host is this machine: commands are processes of ours. */
public final class LocalShell implements HostShell {

    private static final Logger LOG = LoggerFactory.getLogger(LocalShell.class);
    private static final String SYSTEM_PROGRAMS = ":/usr/sbin:/sbin"; // where network tools are, off a user's path

    private final Duration limit;
    private Process process; // guarded by this
    private boolean closed; // guarded by this

    /** @param limit for each command */
    public LocalShell(Duration limit) {
        this.limit = limit;
    }

    @Override
    public HostAnswer run(HostOrder order) throws ShellException {
        Deadline deadline = Deadline.in(limit);
        Process running;
        try {
            running = start(order);
        } catch (IOException e) {
            return HostAnswer.noProgram(order.program() + ": " + e.getMessage());
        }
        try {
            return talk(running, order, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ShellException.lost("interrupted", "", e);
        } finally {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    private synchronized Process start(HostOrder order) throws IOException, ShellException {
        if (closed) {
            throw ShellException.lost("the session was closed", "", null);
        }
        ProcessBuilder builder = new ProcessBuilder(order.words());
        builder.environment().merge("PATH", SYSTEM_PROGRAMS, String::concat);
        process = builder.start();
        return process;
    }

    private static HostAnswer talk(Process running, HostOrder order, Deadline deadline)
            throws InterruptedException, ShellException {
        BoundedBytes output = new BoundedBytes();
        BoundedBytes errors = new BoundedBytes();
        Thread[] helpers = {
            helper(running, () -> copy(running.getInputStream(), output)),
            helper(running, () -> copy(running.getErrorStream(), errors)),
            helper(running, () -> feed(running.getOutputStream(), order))
        };
        if (!running.waitFor(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
            throw deadline.missed(order);
        }
        for (Thread helper : helpers) {
            helper.join(deadline.left().toMillis()); // a child of the command may hold its output open
        }
        return new HostAnswer(running.exitValue(), output.text(), errors.text());
    }

    private static Thread helper(Process running, Runnable work) {
        Thread helper = new Thread(work, "guestnet-hostlink-" + running.pid());
        helper.setDaemon(true);
        helper.start();
        return helper;
    }

    private static void copy(InputStream from, OutputStream to) {
        try {
            from.transferTo(to);
        } catch (IOException e) {
            LOG.debug("a command's output ended", e);
        }
    }

    private static void feed(OutputStream to, HostOrder order) {
        try (to) {
            to.write(order.input().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("{} did not read all it was given", order, e); // what it makes of that, its exit code says
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
