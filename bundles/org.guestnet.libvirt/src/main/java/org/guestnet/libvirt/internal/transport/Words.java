/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of what a program says on its standard error: foreign text, bounded, made into one line. */
final class Words {

    private static final Logger LOG = LoggerFactory.getLogger(Words.class);
    private static final int KEPT = 1_000;
    private static final int BLOCK = 512;
    private static final long PATIENCE_MILLIS = 300;

    private final StringBuilder text = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);

    void readAll(InputStream stream) {
        byte[] block = new byte[BLOCK];
        try {
            for (int n = stream.read(block); n >= 0; n = stream.read(block)) {
                add(new String(block, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            LOG.debug("standard error ended", e);
        } finally {
            ended.countDown();
        }
    }

    private synchronized void add(String more) {
        text.append(more);
        if (text.length() > KEPT) {
            text.delete(0, text.length() - KEPT);
        }
    }

    /** All there is; waits a moment for the program that is just ending to say it. */
    String text() {
        try {
            ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return clean(text.toString());
        }
    }

    /** Lines joined, control characters gone, no full stop at the end: it becomes part of a sentence of ours. */
    static String clean(String foreign) {
        String line = foreign.strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ").replaceAll("\\p{Cntrl}", " ");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
