/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Addresses as text, read without asking any name service. */
final class IpAddress {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private IpAddress() {}

    /** The 32 bits of an IPv4 address; empty if it is none. */
    static OptionalLong ofV4(String text) {
        if (!V4.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        long bits = 0;
        for (String octet : text.split("\\.")) {
            bits = bits << 8 | Integer.parseInt(octet);
        }
        return OptionalLong.of(bits);
    }
}
