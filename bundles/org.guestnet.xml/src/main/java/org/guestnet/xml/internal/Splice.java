/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in a text, gathered in any order and made at once. They do not overlap. */
final class Splice {

    private record Piece(int from, int to, String text) {}

    private final List<Piece> pieces = new ArrayList<>();

    void replace(int from, int to, String text) {
        pieces.add(new Piece(from, to, text));
    }

    String in(String text) {
        pieces.sort(Comparator.comparingInt(Piece::from)); // stable: insertions at one place keep their order
        StringBuilder out = new StringBuilder(text.length() + 256);
        int at = 0;
        for (Piece piece : pieces) {
            out.append(text, at, piece.from()).append(piece.text());
            at = piece.to();
        }
        return out.append(text, at, text.length()).toString();
    }
}
