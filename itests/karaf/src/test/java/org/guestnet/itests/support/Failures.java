/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Takes a failure out of the container, whose classes the other side cannot load. */
final class Failures {

    private static final String ABORTED = "ABORTED\n";
    private static final String FAILED = "FAILED\n";

    private Failures() {}

    /** The failure as text in a class that every JVM has. */
    static RuntimeException transportable(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        boolean aborted = failure.getClass().getName().equals(TestAbortedException.class.getName());
        return new IllegalStateException((aborted ? ABORTED : FAILED) + trace);
    }

    /** The failure as JUnit knows it; anything that did not come from a test is returned as it is. */
    static Throwable received(RuntimeException carrier) {
        for (Throwable t = carrier; t != null; t = t.getCause()) {
            String text = String.valueOf(t.getMessage());
            if (text.startsWith(ABORTED)) {
                return new TestAbortedException(text.substring(ABORTED.length()));
            }
            if (text.startsWith(FAILED)) {
                return new AssertionFailedError("in the container: " + text.substring(FAILED.length()));
            }
        }
        return carrier;
    }
}
