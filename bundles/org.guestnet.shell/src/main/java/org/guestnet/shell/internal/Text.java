/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.util.function.IntPredicate;

/** Makes foreign text harmless: names, reasons and documents come from hosts, and a terminal obeys control characters. */
public final class Text {

    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private Text() {}

    /** Text of one line: control characters, line breaks and invisible format characters become a backslash, u and their number. */
    public static String visible(String text) {
        return replaced(text, Text::isUnsafe, "\\u%04x");
    }

    /** An XML document: the same document, with what a terminal could obey as character references. */
    public static String visibleXml(String xml) {
        return replaced(xml, c -> c != '\n' && c != '\t' && c != '\r' && isUnsafe(c), "&#x%x;")
                .replace("\r", "");
    }

    private static boolean isUnsafe(int c) {
        return Character.isISOControl(c)
                || c == LINE_SEPARATOR
                || c == PARAGRAPH_SEPARATOR
                || Character.getType(c) == Character.FORMAT;
    }

    private static String replaced(String text, IntPredicate unsafe, String form) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (unsafe.test(c)) {
                out.append(String.format(form, c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
