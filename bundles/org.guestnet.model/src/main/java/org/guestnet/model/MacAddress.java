/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The MAC address by which a guest interface is known; unicast. Kept as a number: a large fleet has a million of them. */
public final class MacAddress implements Comparable<MacAddress> {

    private static final Pattern VALID = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":");
    private static final int UNUSED = 2; // of the eight bytes of a number

    private final long number;

    /**
     * From its text.
     *
     * @param value six pairs of hexadecimal digits with colons, in either case
     * @throws IllegalArgumentException if the value is not a unicast MAC address
     */
    public MacAddress(String value) {
        String text = value == null ? null : value.toLowerCase(Locale.ROOT);
        Checks.matches("MAC address", text, VALID, "six pairs of hexadecimal digits with colons");
        Checks.holds((Integer.parseInt(text.substring(0, 2), 16) & 1) == 0, "MAC address", text, "it is multicast");
        this.number = Long.parseLong(text.replace(":", ""), 16);
    }

    /** Six pairs of hexadecimal digits with colons, in lower case. */
    public String value() {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        return PAIRS.formatHex(bytes, UNUSED, Long.BYTES);
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MacAddress && ((MacAddress) other).number == number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return value();
    }
}
