/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.guestnet.driver.HostListener;

/** Keeps what a session tells. */
final class Heard implements HostListener {

    final List<String> lost = new CopyOnWriteArrayList<>();
    final CountDownLatch loss = new CountDownLatch(1);
    final CountDownLatch change = new CountDownLatch(1);

    @Override
    public void changed() {
        change.countDown();
    }

    @Override
    public void lost(String reason) {
        lost.add(reason);
        loss.countDown();
    }

    static boolean soon(CountDownLatch news) throws InterruptedException {
        return news.await(20, TimeUnit.SECONDS);
    }
}
