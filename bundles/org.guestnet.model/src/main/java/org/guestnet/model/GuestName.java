/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

/**
 * The name of a guest (libvirt domain); unique on a host, not in the fleet.
 *
 * @param value 1 to 200 bytes; no {@code /}, no control character (libvirt's rule for domain names)
 */
public record GuestName(String value) implements Comparable<GuestName> {

    private static final int MAX_BYTES = 200;

    /** @throws IllegalArgumentException if the value is not valid */
    public GuestName {
        Checks.holds(
                Names.isFileName(value, MAX_BYTES),
                "guest name",
                value,
                "1 to " + MAX_BYTES + " bytes without '/', control characters, or spaces at the ends");
    }

    @Override
    public int compareTo(GuestName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
