/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.regex.Pattern;

/**
 * Identifies a network type: {@code virtual}, {@code bridge}, {@code direct}, or any name that an extension brings. An open
 * identifier on purpose, never an enum.
 *
 * @param value 1 to 63 lower-case letters, digits, dots and dashes; the first is a letter
 */
public record NetworkType(String value) implements Comparable<NetworkType> {

    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9.-]{0,62}");

    /** @throws IllegalArgumentException if the value is not valid */
    public NetworkType {
        Checks.matches("network type", value, VALID, "1 to 63 of a-z 0-9 . -, the first a letter");
    }

    @Override
    public int compareTo(NetworkType other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
