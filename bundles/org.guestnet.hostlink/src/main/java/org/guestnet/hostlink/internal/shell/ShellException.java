/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

/** A host's shell was not reached, or did not answer. What was asked may have happened. */
public final class ShellException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean late;
    private final String remedy;

    private ShellException(boolean late, String detail, String remedy, Throwable cause) {
        super(detail, cause);
        this.late = late;
        this.remedy = remedy;
    }

    static ShellException late(String detail) {
        return new ShellException(true, detail, "look whether the host hangs", null);
    }

    /** @param cause may be null */
    static ShellException lost(String detail, String remedy, Throwable cause) {
        return new ShellException(false, detail, remedy, cause);
    }

    /** Whether only its time was over. */
    public boolean isLate() {
        return late;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }
}
