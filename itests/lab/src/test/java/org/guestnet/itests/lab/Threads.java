/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.util.concurrent.Executor;

/** Threads of tests and of what they test. */
final class Threads {

    private Threads() {}

    /** A new thread for each task, so that tasks that block do not wait for each other. */
    static Executor each() {
        return task -> {
            Thread thread = new Thread(task, "test");
            thread.setDaemon(true);
            thread.start();
        };
    }

    /** How many threads live whose name begins so. */
    static long named(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}
