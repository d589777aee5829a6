/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import java.util.concurrent.atomic.AtomicInteger;
import org.guestnet.driver.HostListener;

/** Counts what a session tells. */
final class Hearing implements HostListener {

    final AtomicInteger changes = new AtomicInteger();
    final AtomicInteger losses = new AtomicInteger();

    @Override
    public void changed() {
        changes.incrementAndGet();
    }

    @Override
    public void lost(String reason) {
        losses.incrementAndGet();
    }
}
