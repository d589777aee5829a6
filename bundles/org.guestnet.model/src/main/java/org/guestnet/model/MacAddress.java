/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The MAC address by which a guest interface is known.
 *
 * @param value six pairs of hexadecimal digits with colons; kept in lower case; unicast
 */
public record MacAddress(String value) implements Comparable<MacAddress> {

    private static final Pattern VALID = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    /** @throws IllegalArgumentException if the value is not a unicast MAC address */
    public MacAddress {
        value = value == null ? null : value.toLowerCase(Locale.ROOT);
        Checks.matches("MAC address", value, VALID, "six pairs of hexadecimal digits with colons");
        Checks.holds((Integer.parseInt(value.substring(0, 2), 16) & 1) == 0, "MAC address", value, "it is multicast");
    }

    @Override
    public int compareTo(MacAddress other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
