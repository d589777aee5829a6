/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.regex.Pattern;

/**
 * The name under which a hypervisor host is known to Guestnet. It is ours, not necessarily a DNS name.
 *
 * @param value 1 to 63 letters, digits, dots, dashes and underscores; the first is a letter or digit
 */
public record HostName(String value) implements Comparable<HostName> {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** @throws IllegalArgumentException if the value is not valid */
    public HostName {
        Checks.matches("host name", value, VALID, "1 to 63 of A-Z a-z 0-9 . _ -, the first a letter or digit");
    }

    @Override
    public int compareTo(HostName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
