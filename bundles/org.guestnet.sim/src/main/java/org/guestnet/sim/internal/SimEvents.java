/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread on which listeners are told, in order. It is there only while there is something to tell. */
final class SimEvents {

    private static final Logger LOG = LoggerFactory.getLogger(SimEvents.class);

    private final ThreadPoolExecutor teller =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), SimEvents::thread);

    SimEvents() {
        teller.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "guestnet-sim-events");
        thread.setDaemon(true);
        return thread;
    }

    void tell(Runnable news) {
        if (!teller.isShutdown()) {
            teller.execute(() -> guarded(news));
        }
    }

    private static void guarded(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warn("A listener of a simulated host failed", e);
        }
    }

    void close() {
        teller.shutdown();
    }
}
