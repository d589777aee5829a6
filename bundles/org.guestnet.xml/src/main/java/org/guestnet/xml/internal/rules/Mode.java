/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** libvirt's forward modes. */
enum Mode {
    NONE,
    NAT,
    ROUTE,
    OPEN,
    BRIDGE,
    PRIVATE,
    VEPA,
    PASSTHROUGH,
    HOSTDEV;

    static Optional<Mode> of(String text) {
        return Arrays.stream(values()).filter(m -> m.toString().equals(text)).findFirst();
    }

    /** libvirt makes the bridge, serves addresses on it, and routes or not. */
    boolean isVirtual() {
        return this == NONE || this == NAT || this == ROUTE || this == OPEN;
    }

    /** Guests get devices of the host, never a bridge. */
    boolean isPoolOnly() {
        return !isVirtual() && this != BRIDGE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
