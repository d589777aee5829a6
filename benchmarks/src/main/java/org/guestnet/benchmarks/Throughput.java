/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** How long one of many equal things takes when several threads do them all the time. */
final class Throughput {

    private static final double NANOS_IN_MICRO = 1e3;

    private Throughput() {}

    /** Something that a thread does again and again. */
    interface Work {
        void once() throws Exception;
    }

    /** Makes the work of each thread. */
    interface Workers {
        Work of(int thread) throws Exception;
    }

    /**
     * Lets so many threads work, first for as long to warm up.
     *
     * @return wall-clock time by what was done in it, in microseconds
     */
    static double micros(int threads, long millis, Workers workers) throws Exception {
        List<Work> works = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            works.add(workers.of(thread));
        }
        run(works, millis);
        return run(works, millis);
    }

    private static double run(List<Work> works, long millis) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(works.size());
        try {
            AtomicLong done = new AtomicLong();
            long start = System.nanoTime();
            long end = start + millis * 1_000_000;
            List<Future<?>> running = new ArrayList<>();
            works.forEach(work -> running.add(pool.submit(() -> until(end, work, done))));
            for (Future<?> each : running) {
                each.get();
            }
            return (System.nanoTime() - start) / NANOS_IN_MICRO / done.get();
        } finally {
            pool.shutdownNow();
        }
    }

    private static Void until(long end, Work work, AtomicLong done) throws Exception {
        while (System.nanoTime() < end) {
            work.once();
            done.incrementAndGet();
        }
        return null;
    }
}
