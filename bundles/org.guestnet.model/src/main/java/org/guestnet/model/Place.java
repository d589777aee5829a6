/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

/**
 * Where in a document something stands.
 *
 * @param line counted from 1; 0 if not known
 * @param path the element as an XPath, for example {@code /network/forward[1]/interface[2]}
 */
public record Place(int line, String path) {

    /** @throws IllegalArgumentException if the line is negative */
    public Place {
        requireNonNull(path, "path");
        Checks.holds(line >= 0, "line", Integer.toString(line), "it is not negative");
    }

    @Override
    public String toString() {
        return line == 0 ? path : "line " + line + ", " + path;
    }
}
