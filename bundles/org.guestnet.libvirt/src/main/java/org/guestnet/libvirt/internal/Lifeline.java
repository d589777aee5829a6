/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.guestnet.driver.HostListener;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.model.HostName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a session by itself: changes on the host and the end of the connection. libvirt's threads are only passed
 * through; the listener is called on one of the session's own. Changes are merged: one call may stand for many.
 */
final class Lifeline implements LibvirtConnection.Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(Lifeline.class);

    private final HostName host;
    private final HostListener listener;
    private final Executor threads;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final Way way;

    /** The session's connections, as far as their end goes. */
    interface Way {

        /** Ends them all; does not block. */
        void cut();

        /** What the way to the host had to say about its end; empty if nothing. May wait a moment. */
        String lastWords();
    }

    Lifeline(HostName host, HostListener listener, Executor threads, Way way) {
        this.host = host;
        this.listener = listener;
        this.threads = threads;
        this.way = way;
    }

    /** Completed with the reason when the session ends, by itself or because it is closed. */
    CompletableFuture<String> ended() {
        return ended;
    }

    @Override
    public void changed() {
        if (!ended.isDone() && changed.compareAndSet(false, true)) {
            hand(this::tellChange);
        }
    }

    private void tellChange() {
        changed.set(false);
        tell(listener::changed);
    }

    /** Only the first is handed on: two at once could overtake each other on the session's threads. */
    @Override
    public void ended(String reason) {
        if (ending.compareAndSet(false, true)) {
            hand(() -> lost(reason));
        }
    }

    /** The session is of no use any more. The first reason counts, and only if the session was not being closed. */
    void lost(String reason) {
        String words = ended.isDone() ? "" : way.lastWords();
        String all = words.isEmpty() ? reason : reason + ": " + words;
        if (ended.complete(all)) {
            way.cut();
            hand(() -> tell(() -> listener.lost(all)));
        }
    }

    /** The owner closes the session: from now on there is nothing to tell. @return false if it had ended before */
    boolean closing() {
        return ended.complete("the session is closed");
    }

    private void hand(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: nobody to tell, the session is closed", host, e);
        }
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("{}: a listener failed: {}", host, listener, e);
        }
    }
}
