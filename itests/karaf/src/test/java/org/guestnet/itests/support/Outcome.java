/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.support;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Inside the container: keeps the first failure or failed assumption of a run. */
final class Outcome implements TestExecutionListener {

    private final AtomicReference<Throwable> first = new AtomicReference<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(failure -> first.compareAndSet(null, failure));
    }

    void rethrow() {
        if (first.get() != null) {
            throw Failures.transportable(first.get());
        }
    }
}
