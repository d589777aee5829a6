/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

/**
 * How a command ended.
 *
 * @param code its exit code
 * @param output what it wrote
 * @param errors what it complained
 */
public record Answer(int code, String output, String errors) {

    /** A shell's exit code for a program that is not there. */
    static final int NO_PROGRAM = 127;

    /** Whether it did what it is for. */
    public boolean ok() {
        return code == 0;
    }

    /** Whether the host has no such program. */
    public boolean lacksProgram() {
        return code == NO_PROGRAM;
    }

    /** Why it failed, in the host's own words as part of a sentence. */
    public String complaint() {
        return complaint("");
    }

    /** The same without what it was given to read, should it repeat that. @param secret empty text for none */
    public String complaint(String secret) {
        String said = errors.isBlank() ? output : errors;
        String words = Words.clean(secret.isEmpty() ? said : said.replace(secret, "…"));
        return words.isEmpty() ? "exit code " + code : words;
    }

    /** Nothing of what a host said, which may be a secret. */
    @Override
    public String toString() {
        return "exit code " + code;
    }
}
