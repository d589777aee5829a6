/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

/**
 * Which virtual function (SR-IOV) of a physical function a device is.
 *
 * @param pf the network device of the physical function
 * @param index its number among the physical function's, from 0; the kernel's {@code virtfnN}
 */
public record VirtualFunction(DeviceName pf, int index) {

    /** @throws IllegalArgumentException if the index is negative */
    public VirtualFunction {
        requireNonNull(pf, "pf");
        Checks.holds(index >= 0, "virtual function", String.valueOf(index), "a number from 0");
    }

    /** As {@code vf 3 of ens1f0}. */
    @Override
    public String toString() {
        return "vf " + index + " of " + pf;
    }
}
