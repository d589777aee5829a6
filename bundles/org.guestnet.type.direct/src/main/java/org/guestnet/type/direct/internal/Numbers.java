/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbers as {@code 0,2-7,9}.
 *
 * @param spans at least one, as they were written
 */
record Numbers(List<Span> spans) {

    private static final String EXAMPLE = "write numbers and ranges with commas between them, as 0,2-7,9";

    Numbers {
        spans = List.copyOf(spans);
    }

    static Numbers parse(String text) throws Unreadable {
        if (text.isEmpty()) {
            throw new Unreadable("a range of no numbers is empty", EXAMPLE);
        }
        List<Span> spans = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (part.isEmpty()) {
                throw new Unreadable(
                        "a number is missing next to a comma in '" + Unreadable.shown(text) + "'", EXAMPLE);
            }
            spans.add(Span.parse(part));
        }
        return new Numbers(spans);
    }

    /** How many there are; known without counting. */
    long count() {
        return spans.stream().mapToLong(Span::count).sum(); // 9 digits each: no document is long enough for an overflow
    }

    Stream<String> texts() {
        return spans.stream().flatMap(Span::texts);
    }

    /** As numbers, for virtual functions. */
    IntStream indices() {
        return spans.stream().flatMapToLong(Span::numbers).mapToInt(n -> (int) n);
    }

    String longest() {
        return spans.stream()
                .map(Span::longest)
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }
}
