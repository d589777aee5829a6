/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.Objects.requireNonNull;

/**
 * How a command ended on a host.
 *
 * @param code its exit code
 * @param output what it wrote
 * @param errors what it complained
 */
public record HostAnswer(int code, String output, String errors) {

    private static final int NO_PROGRAM = 127; // a shell's

    /** Nothing is null. */
    public HostAnswer {
        requireNonNull(output, "output");
        requireNonNull(errors, "errors");
    }

    /** That of a program which the host has not. */
    public static HostAnswer noProgram(String errors) {
        return new HostAnswer(NO_PROGRAM, "", errors);
    }

    /** Whether it did what it is for. */
    public boolean ok() {
        return code == 0;
    }

    /** Whether the host has no such program. */
    public boolean lacksProgram() {
        return code == NO_PROGRAM;
    }

    /** Nothing of what a host said, which may be a secret. */
    @Override
    public String toString() {
        return "exit code " + code;
    }
}
