/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A command for a host. ssh hands it to a login shell, so its words have no character that a shell could read as something else than
 * itself; data goes to its standard input, and secrets only there.
 *
 * @param words the program and its arguments
 * @param input what it reads; empty text for nothing
 */
public record HostOrder(List<String> words, String input) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no word, or one is not plain
     */
    public HostOrder {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no command");
        }
        words.forEach(HostOrder::plain);
        words = List.copyOf(words);
        requireNonNull(input, "input");
    }

    /** A command of these words, which reads nothing. */
    public static HostOrder of(String... words) {
        return of(List.of(words));
    }

    /** The same, of a list. */
    public static HostOrder of(List<String> words) {
        return new HostOrder(words, "");
    }

    /** The same command that reads this. */
    public HostOrder reading(String text) {
        return new HostOrder(words, text);
    }

    /**
     * That word, which is plain; such words can stand in files of commands too.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static String plain(String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException("no plain word: '" + word.replaceAll("\\p{Cntrl}", " ") + "'");
        }
        return word;
    }

    /** The program that it starts. */
    public String program() {
        return words.get(0);
    }

    /** The words; never what it reads. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
