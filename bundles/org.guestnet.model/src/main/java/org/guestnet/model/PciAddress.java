/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a device sits on its host. A device keeps it when it is renamed. Ordered by its numbers.
 *
 * @param domain 0 to 0xfffffff; nearly always 0
 * @param bus 0 to 255
 * @param slot 0 to 31
 * @param function 0 to 7
 */
public record PciAddress(int domain, int bus, int slot, int function) implements Comparable<PciAddress> {

    private static final Pattern TEXT =
            Pattern.compile("(?:([0-9a-f]{4,7}):)?([0-9a-f]{2}):([0-9a-f]{2})\\.([0-7])"); // a wider domain is no int
    private static final String RULE = "domain:bus:slot.function in hexadecimal digits, as 0000:3b:02.1";
    private static final Comparator<PciAddress> ORDER = Comparator.comparingInt(PciAddress::domain)
            .thenComparingInt(PciAddress::bus)
            .thenComparingInt(PciAddress::slot)
            .thenComparingInt(PciAddress::function);

    /** @throws IllegalArgumentException if a part is out of its range */
    public PciAddress {
        boolean valid = within(domain, 0xfffffff) && within(bus, 0xff) && within(slot, 0x1f) && within(function, 7);
        Checks.holds(valid, "PCI address", text(domain, bus, slot, function), RULE);
    }

    private static boolean within(int value, int max) {
        return value >= 0 && value <= max;
    }

    /**
     * Reads an address as lspci and libvirt's tools write it.
     *
     * @param text upper or lower case; a domain that is missing is 0
     * @throws IllegalArgumentException if the text is no PCI address
     */
    public static PciAddress parse(String text) {
        Matcher m = TEXT.matcher(text == null ? "" : text.toLowerCase(Locale.ROOT));
        Checks.holds(m.matches(), "PCI address", text, RULE);
        return new PciAddress(
                m.group(1) == null ? 0 : hex(m.group(1)), hex(m.group(2)), hex(m.group(3)), hex(m.group(4)));
    }

    private static int hex(String digits) {
        return Integer.parseInt(digits, 16);
    }

    private static String text(int domain, int bus, int slot, int function) {
        return padded(domain, 4) + ":" + padded(bus, 2) + ":" + padded(slot, 2) + "." + Integer.toHexString(function);
    }

    private static String padded(int number, int digits) { // String.format costs a hundred times as much
        String hex = Integer.toHexString(number);
        return "0".repeat(Math.max(0, digits - hex.length())) + hex;
    }

    @Override
    public int compareTo(PciAddress other) {
        return ORDER.compare(this, other);
    }

    /** As {@code 0000:3b:02.1}. */
    @Override
    public String toString() {
        return text(domain, bus, slot, function);
    }
}
