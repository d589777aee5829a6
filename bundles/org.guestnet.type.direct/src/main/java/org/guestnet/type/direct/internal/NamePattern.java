/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;

/**
 * Names of devices as {@code eth[12-20,24-31]} or {@code pci[1-2]p[1-4]_[0-7]}; the last bracket runs fastest.
 *
 * @param literals the text before, between and after the brackets: one more than these
 * @param brackets what stands in them
 */
record NamePattern(List<String> literals, List<Numbers> brackets) {

    private static final String EXAMPLE = "write ranges as eth[12-20,24-31] or pci[1-2]p[1-4]_[0-7]";

    NamePattern {
        literals = List.copyOf(literals);
        brackets = List.copyOf(brackets);
    }

    /** Whether it is meant as a pattern: brackets in a device's name are always ours. */
    static boolean isPattern(String text) {
        return text.indexOf('[') >= 0 || text.indexOf(']') >= 0;
    }

    /** Reads a pattern. Whatever it would expand to is not looked at, except for the longest name. */
    static NamePattern parse(String text) throws Unreadable {
        List<String> literals = new ArrayList<>();
        List<Numbers> brackets = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf('['); open >= 0; open = text.indexOf('[', from)) {
            int close = text.indexOf(']', open);
            if (close < 0) {
                throw new Unreadable("a bracket is not closed", EXAMPLE);
            }
            literals.add(literal(text.substring(from, open)));
            brackets.add(Numbers.parse(text.substring(open + 1, close)));
            from = close + 1;
        }
        literals.add(literal(text.substring(from)));
        return new NamePattern(literals, brackets).checked();
    }

    private static String literal(String text) throws Unreadable {
        if (text.indexOf(']') >= 0) {
            throw new Unreadable("a bracket is closed that was not opened", EXAMPLE);
        }
        return text;
    }

    /** No name is longer than that of the longest numbers, and all have the same other characters. */
    private NamePattern checked() throws Unreadable {
        String longest = join(brackets.stream().map(Numbers::longest).toList());
        try {
            new DeviceName(longest);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(e.getMessage(), "write the names that 'ip link' shows on the host");
        }
        return this;
    }

    private String join(List<String> numbers) {
        StringBuilder name = new StringBuilder(literals.get(0));
        for (int i = 0; i < numbers.size(); i++) {
            name.append(numbers.get(i)).append(literals.get(i + 1));
        }
        return name.toString();
    }

    /** How many names it stands for; {@link Long#MAX_VALUE} if they are more than that. Known without expanding. */
    long count() {
        long count = 1;
        for (Numbers bracket : brackets) {
            if (count > Long.MAX_VALUE / bracket.count()) {
                return Long.MAX_VALUE;
            }
            count *= bracket.count();
        }
        return count;
    }

    /** The names, made as they are asked for: ask {@link #count} first. */
    Stream<DeviceName> names() {
        Stream<String> begun = Stream.of(literals.get(0));
        for (int i = 0; i < brackets.size(); i++) {
            List<String> ends = ends(i);
            begun = begun.flatMap(b -> ends.stream().map(b::concat));
        }
        return begun.map(DeviceName::new);
    }

    private List<String> ends(int bracket) {
        return brackets.get(bracket)
                .texts()
                .map(t -> t + literals.get(bracket + 1))
                .collect(Collectors.toList());
    }
}
