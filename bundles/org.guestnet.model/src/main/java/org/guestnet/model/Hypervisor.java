/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.Locale;

/** The libvirt driver that serves a host's guests; the same libvirt daemon may serve both as two hosts. */
public enum Hypervisor {
    /** QEMU and KVM: guests start, save and migrate. */
    QEMU,
    /** Linux containers: guests start and stop; libvirt's LXC driver cannot migrate or save. */
    LXC;

    /**
     * Reads libvirt's name of the driver.
     *
     * @param text {@code qemu} or {@code lxc}
     * @throws IllegalArgumentException if it is neither
     */
    public static Hypervisor parse(String text) {
        for (Hypervisor hypervisor : values()) {
            if (hypervisor.toString().equals(text)) {
                return hypervisor;
            }
        }
        throw new IllegalArgumentException("hypervisor " + Checks.shown(text) + " is not known: one of qemu, lxc");
    }

    /** libvirt's name of the driver, {@code qemu} or {@code lxc}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
