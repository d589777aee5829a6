/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.util.concurrent.CompletableFuture;

/** Asks both hosts all the while whether a guest that moves once runs on both. Any thread; whoever made it closes it. */
final class Copies implements AutoCloseable {

    private final AfterMove move;
    private final CompletableFuture<Boolean> watched;
    private volatile boolean over;

    Copies(AfterMove move) {
        this.move = move;
        this.watched = CompletableFuture.supplyAsync(this::watch, Threads.each());
    }

    /** The source is asked again after the destination: the guest has not just moved. A host that hangs is waited for. */
    private boolean watch() {
        boolean two = false;
        while (!over && !two) {
            two = runs(move.from()) && runs(move.to()) && runs(move.from());
        }
        return two;
    }

    private boolean runs(String host) {
        return move.state(host).equals("running");
    }

    /** Whether at any time until now two copies ran. */
    boolean twoRan() {
        over = true;
        return watched.join();
    }

    @Override
    public void close() {
        over = true;
    }
}
