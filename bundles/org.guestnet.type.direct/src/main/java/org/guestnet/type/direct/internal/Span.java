/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Consecutive numbers, as {@code 4}, {@code 2-7} or {@code 08-12}. Never expanded unless asked, so its size costs nothing.
 *
 * @param first the first
 * @param last the last, not less than the first
 * @param width to how many digits each is filled up with zeros; 0 if to none
 */
record Span(long first, long last, int width) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]+)(?:-([0-9]+))?");
    private static final int MAX_DIGITS = 9;

    /** What somebody wrote between two commas. */
    static Span parse(String text) throws Unreadable {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new Unreadable(
                    "'" + Unreadable.shown(text) + "' is neither a number nor a range of numbers",
                    "write it as 4 or 2-7");
        }
        String first = written.group(1);
        String last = written.group(2) == null ? first : written.group(2);
        requireSmall(first);
        requireSmall(last);
        Span span = new Span(Long.parseLong(first), Long.parseLong(last), width(text, first, last));
        if (span.first > span.last) {
            throw new Unreadable("the range " + text + " is reversed", "write " + last + "-" + first);
        }
        return span;
    }

    private static void requireSmall(String number) throws Unreadable {
        if (number.length() > MAX_DIGITS) {
            throw new Unreadable(
                    "the number " + Unreadable.shown(number) + " is too large", "write numbers of up to 9 digits");
        }
    }

    /** Who writes 08-12 means 08, 09, 10; who writes 8-12 means 8, 9, 10; of 008-12 nobody knows. */
    private static int width(String text, String first, String last) throws Unreadable {
        if (!isPadded(first) && !isPadded(last)) {
            return 0;
        }
        if (first.length() != last.length()) {
            throw new Unreadable(
                    "the ends of " + text + " have leading zeros and different lengths",
                    "write both with as many digits, as 008-012, or both without leading zeros");
        }
        return first.length();
    }

    private static boolean isPadded(String number) {
        return number.length() > 1 && number.charAt(0) == '0';
    }

    long count() {
        return last - first + 1;
    }

    LongStream numbers() {
        return LongStream.rangeClosed(first, last);
    }

    Stream<String> texts() {
        return numbers().mapToObj(this::text);
    }

    /** The last one, than which none is longer. */
    String longest() {
        return text(last);
    }

    private String text(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
