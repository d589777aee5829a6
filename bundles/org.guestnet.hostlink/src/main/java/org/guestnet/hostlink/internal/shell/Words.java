/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

/** Foreign text: bounded, made into one line. */
public final class Words {

    private static final int KEPT = 600;

    private Words() {}

    /** The end of the text with lines joined, characters gone that would control a terminal or turn the line around, no full stop at the end. */
    public static String clean(String foreign) {
        String text = foreign.strip();
        String end = text.length() > KEPT ? "…" + text.substring(text.length() - KEPT) : text;
        String line = end.replaceAll("\\s*[\\r\\n]+\\s*", "; ").replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
