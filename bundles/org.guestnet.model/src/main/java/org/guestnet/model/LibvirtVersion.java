/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.Comparator;

/**
 * The version of a host's libvirt; rules differ between versions.
 *
 * @param major first number
 * @param minor second number
 * @param release third number
 */
public record LibvirtVersion(int major, int minor, int release) implements Comparable<LibvirtVersion> {

    private static final Comparator<LibvirtVersion> ORDER = Comparator.comparingInt(LibvirtVersion::major)
            .thenComparingInt(LibvirtVersion::minor)
            .thenComparingInt(LibvirtVersion::release);
    private static final int MILLION = 1_000_000;
    private static final int THOUSAND = 1_000;

    /** @throws IllegalArgumentException if a number is negative */
    public LibvirtVersion {
        Checks.holds(
                major >= 0 && minor >= 0 && release >= 0,
                "libvirt version",
                major + "." + minor + "." + release,
                "no number is negative");
    }

    /**
     * Reads libvirt's own number (virConnectGetLibVersion).
     *
     * @param number 1,000,000 × major + 1,000 × minor + release
     */
    public static LibvirtVersion ofNumber(long number) {
        return new LibvirtVersion(
                (int) (number / MILLION), (int) (number / THOUSAND % THOUSAND), (int) (number % THOUSAND));
    }

    /** Whether this version is {@code major.minor} or later. */
    public boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return compareTo(new LibvirtVersion(wantedMajor, wantedMinor, 0)) >= 0;
    }

    @Override
    public int compareTo(LibvirtVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + release;
    }
}
