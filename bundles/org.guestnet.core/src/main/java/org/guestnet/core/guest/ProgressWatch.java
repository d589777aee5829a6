/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.guestnet.api.ProgressListener;
import org.guestnet.api.ProgressListener.Progress;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.MigrationProgress;
import org.guestnet.model.GuestnetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks how far a migration is, a few times a second, on a thread of its own, until it is closed. */
final class ProgressWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressWatch.class);
    private static final long EVERY_MS = 300;

    private final HostSession source;
    private final UUID guest;
    private final String step;
    private final ProgressListener listener;
    private final CountDownLatch over = new CountDownLatch(1);

    ProgressWatch(HostSession source, UUID guest, String step, ProgressListener listener) {
        this.source = source;
        this.guest = guest;
        this.step = step;
        this.listener = listener;
        Thread thread = new Thread(this::watch, "guestnet-progress");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (!over.await(EVERY_MS, TimeUnit.MILLISECONDS)) {
                Optional<MigrationProgress> now = source.migrationProgress(guest);
                now.ifPresent(p -> listener.progressed(new Progress(step, p.totalBytes(), p.remainingBytes())));
            }
        } catch (GuestnetException e) {
            LOG.debug(
                    "The progress of '{}' cannot be told any more: {}",
                    step,
                    e.getMessage()); // the migration itself will say why
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; if somebody did, the watch would be over
        } catch (RuntimeException e) {
            LOG.warn("A progress listener failed", e);
        }
    }

    @Override
    public void close() {
        over.countDown(); // not by interruption: that would end the session's call like a missed deadline
    }
}
