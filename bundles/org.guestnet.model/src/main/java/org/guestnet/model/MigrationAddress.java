/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.regex.Pattern;

/**
 * Where a host receives the memory and disks of guests: its name or IP address on the network that is meant for it. Without one,
 * that is what the host calls itself.
 *
 * @param value a host name, an IPv4 address, or an IPv6 address without brackets
 */
public record MigrationAddress(String value) {

    private static final Pattern FORM = // one colon alone would be a port's
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}|(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]{2,45}");

    /** @throws IllegalArgumentException if it is neither a host name nor an IP address */
    public MigrationAddress {
        Checks.matches("migration address", value, FORM, "a host name or an IP address, without port and brackets");
    }

    /** The address as it stands in a URI: IPv6 in brackets. */
    public String inUri() {
        return value.contains(":") ? "[" + value + "]" : value;
    }

    @Override
    public String toString() {
        return value;
    }
}
