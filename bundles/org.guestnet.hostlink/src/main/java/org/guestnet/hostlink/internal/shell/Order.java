/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A command for a host. ssh hands it to a login shell, so its words have no character that a shell could read as something else than
 * itself; data goes to its standard input, and secrets only there.
 */
public final class Order {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    private final List<String> words;
    private final String input;

    private Order(List<String> words, String input) {
        words.forEach(Order::plain);
        this.words = List.copyOf(words);
        this.input = input;
    }

    /**
     * A command.
     *
     * @throws IllegalArgumentException if a word is not plain
     */
    public static Order of(String... words) {
        return of(List.of(words));
    }

    /** The same, of a list. */
    public static Order of(List<String> words) {
        return new Order(words, "");
    }

    /** The same command that reads this. */
    public Order reading(String text) {
        return new Order(words, text);
    }

    /**
     * That word, which is plain; such words can stand in the tools' own batches too.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static String plain(String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException("no plain word: '" + Words.clean(word) + "'");
        }
        return word;
    }

    List<String> words() {
        return words;
    }

    String input() {
        return input;
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
