/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Documentation with blocks of commands and their output: {@code ```console}, a line {@code $ COMMAND}, what it prints. */
final class Transcript {

    private static final String FENCE = "```";
    private static final String BLOCK = "```console";
    private static final String PROMPT = "$ ";

    private Transcript() {}

    /** The same text, with the output of every command as the function says. */
    static String replayed(String text, UnaryOperator<String> output) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : text.split("\n", -1)) {
            if (inside && line.equals(FENCE)) {
                inside = false;
            }
            if (!inside) {
                lines.add(line);
            } else if (line.startsWith(PROMPT)) {
                lines.add(line);
                lines.addAll(output.apply(line.substring(PROMPT.length()))
                        .stripTrailing()
                        .lines()
                        .map(String::stripTrailing)
                        .toList());
            }
            inside = inside || line.equals(BLOCK);
        }
        return String.join("\n", lines);
    }
}
