/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guestnet.model.IpAddress;

/**
 * The address that a simulated host has on its first device, by its name alone: {@code kvm1} to {@code kvm99} have 192.0.2.11 and
 * so on. Of other names that differ only in a number at their end no two have the same.
 */
final class SimAddresses {

    private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,5})");
    private static final Pattern TRY_OUT = Pattern.compile("kvm[1-9][0-9]?");
    private static final int BEFORE_TRY_OUT = 10;
    private static final int BYTE = 256;

    private SimAddresses() {}

    static IpAddress of(String host) {
        Matcher numbered = NUMBERED.matcher(host);
        boolean hasNumber = numbered.matches();
        int number = hasNumber ? Integer.parseInt(numbered.group(2)) : host.hashCode();
        if (TRY_OUT.matcher(host).matches()) {
            return of(192, 0, 2, BEFORE_TRY_OUT + number);
        }
        int series = hasNumber ? numbered.group(1).hashCode() : host.hashCode() / BYTE / BYTE;
        return of(10, Math.floorMod(series + number / BYTE / BYTE, BYTE), number / BYTE, number);
    }

    private static IpAddress of(int... bytes) {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        return IpAddress.of(address);
    }
}
