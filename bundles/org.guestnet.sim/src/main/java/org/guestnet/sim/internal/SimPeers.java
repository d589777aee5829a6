/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** What other hosts have to do with a host, without any manager: the migrations among them. Safe for any thread. */
final class SimPeers {

    private final Set<SimSession> sessions = new CopyOnWriteArraySet<>();
    private volatile boolean reached = true;

    boolean isReached() {
        return reached;
    }

    void setReached(boolean value) {
        reached = value;
    }

    void add(SimSession session) {
        sessions.add(session);
    }

    void remove(SimSession session) {
        sessions.remove(session);
    }

    /** The host is not there any more: what it did with others ends. */
    void lose(String reason) {
        sessions.forEach(s -> s.lose(reason));
    }
}
