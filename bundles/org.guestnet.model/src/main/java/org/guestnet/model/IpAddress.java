/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 address, never a name. Two spellings of one address are equal. */
public final class IpAddress implements Comparable<IpAddress> {

    private static final Pattern V4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("(?=[^:]*:[^:]*:)[0-9A-Fa-f:]{2,39}");

    private final InetAddress address;

    private IpAddress(InetAddress address) {
        this.address = address;
    }

    /**
     * Reads an address.
     *
     * @param text four decimal numbers with dots, or hexadecimal groups with colons; no brackets, prefix or zone
     * @throws IllegalArgumentException if it is neither
     */
    public static IpAddress parse(String text) {
        requireNonNull(text, "text");
        boolean literal = V4.matcher(text).matches() || V6.matcher(text).matches(); // so no name is looked up
        try {
            Checks.holds(literal, "IP address", text, "write 192.0.2.7 or 2001:db8::7");
            return new IpAddress(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("IP address " + Checks.shown(text) + " is not valid", e);
        }
    }

    /**
     * An address of its bytes.
     *
     * @param bytes 4 or 16
     * @throws IllegalArgumentException if they are not so many
     */
    public static IpAddress of(byte[] bytes) {
        try {
            return new IpAddress(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }

    /** Whether it is of version 6. */
    public boolean isV6() {
        return address instanceof Inet6Address;
    }

    /** Whether it reaches other hosts as it is: neither loopback, link-local, multicast nor unspecified. */
    public boolean isRoutable() {
        return !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isMulticastAddress()
                && !address.isAnyLocalAddress();
    }

    /** Its bytes: 4 or 16, a copy. */
    public byte[] bytes() {
        return address.getAddress();
    }

    @Override
    public int compareTo(IpAddress other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress && address.equals(((IpAddress) other).address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** The address as programs take it; of version 6 all groups, none left out. */
    @Override
    public String toString() {
        return address.getHostAddress();
    }
}
