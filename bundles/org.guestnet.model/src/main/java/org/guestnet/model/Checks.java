/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.regex.Pattern;

/** Constructor checks that name the offending value, with control characters made visible. */
final class Checks {

    private static final int SHOWN = 80;

    private Checks() {}

    static String matches(String what, String value, Pattern pattern, String rule) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " " + shown(value) + " is not valid: " + rule);
        }
        return value;
    }

    static void holds(boolean condition, String what, String value, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(what + " " + shown(value) + " is not valid: " + rule);
        }
    }

    static String shown(String value) {
        if (value == null) {
            return "null";
        }
        String visible = visible(value);
        return "'" + (visible.length() > SHOWN ? visible.substring(0, SHOWN) + "…" : visible) + "'";
    }

    /** The text with control characters made visible, so that no foreign text can forge lines of a log or a table. */
    static String visible(String text) {
        if (isPlain(text)) {
            return text; // nearly always, and findings are made by the thousand
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || Character.getType(c) == Character.FORMAT) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
