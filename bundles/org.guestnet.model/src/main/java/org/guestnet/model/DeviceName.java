/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.nio.charset.StandardCharsets;

/**
 * The name of a network device of a host. The rule is the kernel's (net/core/dev.c, dev_valid_name): 1 to 15 bytes, no
 * {@code /}, no {@code :}, no white space, neither {@code .} nor {@code ..}.
 *
 * @param value the name, never shortened or padded
 */
public record DeviceName(String value) implements Comparable<DeviceName> {

    private static final int MAX_BYTES = 15; // IFNAMSIZ is 16 with the terminating zero

    /** @throws IllegalArgumentException if the value is not valid */
    public DeviceName {
        Checks.holds(
                value != null && isValid(value),
                "device name",
                value,
                "1 to " + MAX_BYTES + " bytes without '/', ':' and white space");
    }

    static boolean isValid(String value) {
        return !value.isEmpty()
                && value.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && !value.equals(".")
                && !value.equals("..")
                && value.codePoints()
                        .noneMatch(c -> c == '/' || c == ':' || Character.isWhitespace(c) || Character.isISOControl(c));
    }

    @Override
    public int compareTo(DeviceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
