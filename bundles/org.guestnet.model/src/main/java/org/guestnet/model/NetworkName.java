/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

/**
 * The name of a network, the same on all hosts.
 *
 * @param value 1 to 200 characters; no {@code /} and no control character (libvirt refuses {@code /} and newline in
 *     network names, and keeps {@code NAME.xml} files, which a file system limits to 255 bytes)
 */
public record NetworkName(String value) implements Comparable<NetworkName> {

    private static final int MAX_BYTES = 200;

    /** @throws IllegalArgumentException if the value is not valid */
    public NetworkName {
        Checks.holds(
                Names.isFileName(value, MAX_BYTES),
                "network name",
                value,
                "1 to " + MAX_BYTES + " bytes without '/', control characters, or spaces at the ends");
    }

    @Override
    public int compareTo(NetworkName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
