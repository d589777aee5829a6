/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.guestnet.driver.HostListener;

/** Keeps what a session told. */
final class Heard implements HostListener {

    final AtomicInteger changes = new AtomicInteger();
    final List<String> losses = new CopyOnWriteArrayList<>();

    @Override
    public void changed() {
        changes.incrementAndGet();
    }

    @Override
    public void lost(String reason) {
        losses.add(reason);
    }
}
