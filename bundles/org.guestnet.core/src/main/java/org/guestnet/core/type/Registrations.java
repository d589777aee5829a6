/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.type;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.osgi.framework.ServiceReference;

/** Providers as they come and go, always in one order, the best first. Any thread; reading does not wait. */
final class Registrations<R> {

    private final Comparator<R> order;
    private final AtomicLong generation = new AtomicLong();
    private volatile List<R> all = List.of(); // replaced under the lock of this, read without

    /** @param order the best first */
    Registrations(Comparator<R> order) {
        this.order = order;
    }

    /** A service's ranking; 0 if it has none that is one, as OSGi itself has it. */
    static int ranking(ServiceReference<?> reference) {
        return reference.getProperty("service.ranking") instanceof Integer ranking ? ranking : 0;
    }

    /** A service's id. */
    static long id(ServiceReference<?> reference) {
        return (Long) reference.getProperty("service.id");
    }

    synchronized void add(R registration) {
        List<R> changed = new ArrayList<>(all);
        changed.add(registration);
        changed.sort(order);
        all = List.copyOf(changed);
        generation.incrementAndGet();
    }

    /** What is not there is ignored. */
    synchronized void remove(Predicate<R> those) {
        all = all.stream().filter(those.negate()).toList();
        generation.incrementAndGet();
    }

    List<R> all() {
        return all;
    }

    /** Another number after each that came or went. */
    long generation() {
        return generation.get();
    }
}
