/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.libvirt.internal.Line.Call;
import org.guestnet.libvirt.internal.Line.LostException;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.model.GuestnetException;

/**
 * Makes calls that end. Each runs on a thread of the session and the caller waits for it; when the deadline is missed its line is
 * cut, which ends the call. Other calls have lines of their own and go on.
 */
final class Calls {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ExecutorService threads;
    private final Lifeline lifeline;
    private final Failures failures;

    Calls(ExecutorService threads, Lifeline lifeline, Failures failures) {
        this.threads = threads;
        this.lifeline = lifeline;
        this.failures = failures;
    }

    /** One call: the line is known to the one who ends it. */
    private final class Task<T> extends FutureTask<T> {

        private final AtomicReference<Line> used;

        Task(Lines lines, Call<T> call, AtomicReference<Line> used) {
            super(() -> {
                try {
                    return perform(lines, call, used);
                } finally {
                    lines.giveSlot();
                }
            });
            this.used = used;
        }

        /** Ends it if it is still running. */
        void expire() {
            Line line = used.get();
            if (!isDone() && line != null) {
                line.cut();
            }
        }
    }

    /**
     * Makes a call.
     *
     * @param limit for waiting and calling together
     * @throws HostUnreachableException if it did not end in time, or the session has ended
     * @throws GuestnetException if the host refused
     */
    <T> T call(Lines lines, Duration limit, Call<T> call) throws GuestnetException {
        long end = System.nanoTime() + limit.toNanos();
        requireOpen();
        takeSlot(lines, end, limit);
        Task<T> task = new Task<>(lines, call, new AtomicReference<>());
        start(task, lines);
        return await(task, end, limit);
    }

    /** Makes a call on this thread. The caller has a slot. */
    static <T> T perform(Lines lines, Call<T> call, AtomicReference<Line> used)
            throws LostException, GuestnetException, LibvirtFailure {
        Line line = lines.take();
        used.set(line);
        try {
            line.open(Opening::prepare);
            return line.run(call);
        } finally {
            lines.give(line);
        }
    }

    /** @throws HostUnreachableException if the session has ended */
    void requireOpen() throws HostUnreachableException {
        if (lifeline.ended().isDone()) {
            throw failures.down(lifeline.ended().join(), null);
        }
    }

    /** Waits no longer than the session lives. */
    private void takeSlot(Lines lines, long end, Duration limit) throws HostUnreachableException {
        try {
            while (!lines.takeSlot(Math.min(LOOK_AGAIN_NANOS, end - System.nanoTime()))) {
                requireOpen();
                if (System.nanoTime() > end) {
                    throw failures.timeout(
                            "the host was busy with earlier calls for " + limit.toSeconds() + " seconds");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.timeout("interrupted before the host was asked");
        }
    }

    private void start(FutureTask<?> task, Lines lines) throws HostUnreachableException {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            lines.giveSlot();
            throw failures.down("the session is closed", e);
        }
    }

    private <T> T await(Task<T> task, long end, Duration limit) throws GuestnetException {
        try {
            return get(task, end);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            task.expire();
            throw failures.lateBy(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // Only this caller gave up: the call goes on to its deadline.
            long left = Math.max(0, end - System.nanoTime());
            CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS).execute(task::expire);
            throw failures.timeout("interrupted before the host had answered");
        }
    }

    /** Waits no longer than the session lives: a line that is only being opened does not learn of its end by itself. */
    private <T> T get(Task<T> task, long end)
            throws ExecutionException, InterruptedException, TimeoutException, HostUnreachableException {
        while (true) {
            boolean ended = lifeline.ended().isDone();
            long left = end - System.nanoTime();
            try {
                return task.get(Math.min(LOOK_AGAIN_NANOS, left), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= LOOK_AGAIN_NANOS) {
                    throw e;
                }
                if (ended) {
                    task.expire();
                    requireOpen();
                }
            }
        }
    }

    /** What a call threw, as the caller is told it. */
    GuestnetException failure(Throwable cause) {
        if (cause instanceof LibvirtFailure refusal) {
            return failures.refused(refusal);
        }
        if (cause instanceof LostException lost) {
            String reason = lifeline.ended().getNow(lost.getMessage());
            return failures.down(reason, lost);
        }
        if (cause instanceof GuestnetException known) {
            return known;
        }
        throw new IllegalStateException("a call to a host failed in a way that nobody foresaw", cause);
    }
}
