/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import org.guestnet.spi.HostAnswer;

/** Foreign text: bounded, made into one line. */
public final class Words {

    private static final int KEPT = 600;
    private static final int SECRET = 16; // no key is shorter

    private Words() {}

    /** The end of the text with lines joined, characters gone that would control a terminal or turn the line around, no full stop at the end. */
    public static String clean(String foreign) {
        String text = foreign.strip();
        String end = text.length() > KEPT ? "…" + text.substring(text.length() - KEPT) : text;
        String line = end.replaceAll("\\s*[\\r\\n]+\\s*", "; ").replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** The text without another, and without long words of that, which may be secret. */
    static String without(String text, String secret) {
        String kept = secret.isEmpty() ? text : text.replace(secret, "…");
        for (String word : secret.split("[^A-Za-z0-9+/_-]+")) {
            kept = word.length() < SECRET ? kept : kept.replace(word, "…");
        }
        return kept;
    }

    /** Why a command failed, in the host's own words as part of a sentence. */
    public static String complaint(HostAnswer answer) {
        return complaint(answer, "");
    }

    /** The same of a command that read something, which is not told. */
    public static String complaint(HostAnswer answer, String input) {
        String words = clean(without(answer.errors().isBlank() ? answer.output() : answer.errors(), input));
        return words.isEmpty() ? "exit code " + answer.code() : words;
    }
}
