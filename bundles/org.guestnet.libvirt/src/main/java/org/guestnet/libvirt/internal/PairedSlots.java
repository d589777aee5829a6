/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.concurrent.TimeUnit;
import org.guestnet.model.GuestnetException;

/**
 * A slot for a call that lasts, at each of two hosts. They are taken in the order of the sessions' numbers by everybody, so that two
 * calls in opposite directions never wait for each other.
 */
final class PairedSlots {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SessionParts first;
    private final SessionParts second;

    PairedSlots(SessionParts from, SessionParts to) {
        boolean inOrder = from.number() < to.number();
        this.first = inOrder ? from : to;
        this.second = inOrder ? to : from;
    }

    /** Waits for both, for as long as both sessions live: nothing has been touched yet. */
    void take() throws GuestnetException {
        take(first.work());
        boolean complete = false;
        try {
            take(second.work());
            complete = true;
        } finally {
            if (!complete) {
                first.work().giveMigrationSlot();
            }
        }
    }

    private void take(Lines lines) throws GuestnetException {
        try {
            do {
                first.calls().requireOpen();
                second.calls().requireOpen();
            } while (!lines.takeMigrationSlot(LOOK_AGAIN_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw first.failures().timeout("interrupted before anything was done");
        }
    }

    void give() {
        first.work().giveMigrationSlot();
        second.work().giveMigrationSlot();
    }
}
