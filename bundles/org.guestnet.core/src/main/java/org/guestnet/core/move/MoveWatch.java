/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.move;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.guestnet.api.ProgressListener;
import org.guestnet.api.ProgressListener.Progress;
import org.guestnet.core.operation.Abort;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.MigrationProgress;
import org.guestnet.model.GuestnetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches a migration: tells how far it is, and gives it up when it is to be. */
public final class MoveWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MoveWatch.class);
    private static final long EVERY_MS = 100;
    private static final int TOLD_EVERY = 3;

    private final HostSession source;
    private final UUID guest;
    private final String step;
    private final ProgressListener listener;
    private final Abort abort;
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * Begins at once.
     *
     * @param source where the guest comes from
     * @param step what is told of
     */
    public MoveWatch(HostSession source, UUID guest, String step, ProgressListener listener, Abort abort) {
        this.source = source;
        this.guest = guest;
        this.step = step;
        this.listener = listener;
        this.abort = abort;
        Thread thread = new Thread(this::watch, "guestnet-progress");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            for (int i = 1; !over.await(EVERY_MS, TimeUnit.MILLISECONDS); i++) {
                if (abort.reason().isPresent()) {
                    giveUp();
                } else if (i % TOLD_EVERY == 0) {
                    tell();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; if somebody did, the watch would be over
        }
    }

    /** Again and again: what is asked before libvirt's job has begun, or while the host is silent, is lost. */
    private void giveUp() {
        try {
            source.abortMigration(guest);
        } catch (GuestnetException e) {
            LOG.debug("Could not give up '{}' yet: {}", step, e.getMessage());
        }
    }

    private void tell() {
        try {
            Optional<MigrationProgress> now = source.migrationProgress(guest);
            now.ifPresent(p -> listener.progressed(new Progress(step, p.totalBytes(), p.remainingBytes())));
        } catch (GuestnetException e) {
            LOG.debug(
                    "The progress of '{}' cannot be told now: {}",
                    step,
                    e.getMessage()); // the migration itself will say why
        } catch (RuntimeException e) {
            LOG.warn("A progress listener failed", e);
        }
    }

    @Override
    public void close() {
        over.countDown(); // not by interruption: that would end the session's call like a missed deadline
    }
}
