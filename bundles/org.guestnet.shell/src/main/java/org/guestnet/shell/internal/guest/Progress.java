/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.guest;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.karaf.shell.api.console.Session;
import org.guestnet.api.ProgressListener;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.Text;

/**
 * Shows how far a migration is: one line that changes on a terminal, else at most a line a second. The migration runs on a thread of
 * its own, and this one prints: a console that nobody reads must not hold up a migration.
 */
final class Progress {

    private static final int TERMINAL_MS = 200;
    private static final int LINES_MS = 1000;
    private static final long MEBIBYTE = 1L << 20;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final AtomicReference<ProgressListener.Progress> latest = new AtomicReference<>();
    private ProgressListener.Progress shown;

    private Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** @param json whether a program reads the output; it is not disturbed then, unless somebody looks on at a terminal */
    static Progress on(Session session, boolean json) {
        boolean terminal = session.getTerminal() != null;
        return new Progress(
                json && !terminal ? new PrintStream(OutputStream.nullOutputStream()) : session.getConsole(), terminal);
    }

    /** A migration that tells its progress. */
    @FunctionalInterface
    interface Migration {
        Operation run(ProgressListener listener) throws GuestnetException;
    }

    /** Runs it, and shows its progress until it is over. */
    Operation watch(Migration migration) throws GuestnetException {
        ExecutorService thread = Executors.newSingleThreadExecutor(Progress::newThread);
        try {
            return await(thread.submit(() -> migration.run(latest::set)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuestnetException(
                    Finding.blocker(Codes.UNCERTAIN, "the migration goes on, but is no longer waited for", "op:list"));
        } finally {
            thread.shutdown();
            clear();
        }
    }

    private Operation await(Future<Operation> migration) throws GuestnetException, InterruptedException {
        while (true) {
            try {
                return migration.get(terminal ? TERMINAL_MS : LINES_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                show(latest.get());
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
    }

    private static GuestnetException failure(Throwable cause) {
        if (cause instanceof GuestnetException refused) {
            return refused;
        }
        throw new IllegalStateException("the migration failed: " + cause, cause);
    }

    private void show(ProgressListener.Progress progress) {
        if (progress == null || progress.equals(shown)) {
            return;
        }
        shown = progress;
        out.print(terminal ? CLEAR_LINE + line(progress) : line(progress) + "\n");
        out.flush();
    }

    private void clear() {
        if (terminal && shown != null) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    private static String line(ProgressListener.Progress progress) {
        String step = Text.visible(progress.step());
        return progress.totalBytes() == 0
                ? step
                : step + " " + progress.percent() + " %, " + progress.remainingBytes() / MEBIBYTE + " MiB left";
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "guestnet-shell-migrate");
        thread.setDaemon(true);
        return thread;
    }
}
