/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import java.util.concurrent.TimeUnit;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libvirt's event loop and error function. Both belong to the whole process, so a container in which something else uses libvirt
 * has them already, and then this class is not used. Started before the first connection is opened: keepalive and events of a
 * connection need the loop.
 */
public final class EventLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final long PAUSE_MILLIS = 100;
    private static final long STOP_MILLIS = 2_000;

    /** libvirt would print every error to standard error; ours come as exceptions. The library has only a raw pointer to it. */
    private static final JnaLibrary.ErrorFunction SILENCE = (opaque, error) -> {};

    private final Thread thread = new Thread(this::run, "guestnet-libvirt-events");
    private volatile boolean stopping;

    private EventLoop() {
        thread.setDaemon(true);
    }

    /**
     * Starts the loop.
     *
     * @return to be closed after the last connection
     * @throws LibvirtFailure if the library cannot
     */
    public static EventLoop start() throws LibvirtFailure {
        JnaNative.LIBVIRT.virSetErrorFunc(null, SILENCE);
        try {
            Library.initEventLoop();
        } catch (LibvirtException e) {
            throw JnaNative.failure();
        }
        EventLoop loop = new EventLoop();
        loop.thread.start();
        return loop;
    }

    private void run() {
        while (!stopping) {
            try {
                Library.runEventLoop();
            } catch (LibvirtException | RuntimeException e) {
                LOG.warn("libvirt's event loop failed and is started again", e);
                pause();
            } catch (InterruptedException e) {
                LOG.debug("libvirt's event loop was interrupted and goes on until it is stopped");
            }
        }
    }

    /** Keeps a loop that always fails from eating a processor. */
    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            LOG.debug("interrupted between two turns of libvirt's event loop");
        }
    }

    /** Ends the loop's thread; waits for that for at most two seconds. */
    @Override
    public void close() {
        stopping = true;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        boolean patient = true;
        while (patient && thread.isAlive() && System.nanoTime() < end) {
            patient = stopTurn(); // again and again: a turn that was just about to begin does not see the first
        }
        // Our function goes away with this bundle; NULL is the library's own one.
        JnaNative.LIBVIRT.virSetErrorFunc(null, null);
    }

    private boolean stopTurn() {
        try {
            Library.stopEventLoop();
            thread.join(PAUSE_MILLIS);
            return true;
        } catch (LibvirtException e) {
            LOG.warn("libvirt's event loop could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
