/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.Optional;
import org.guestnet.model.HostDevice;
import org.guestnet.model.VirtualFunction;

/**
 * Why a member cannot serve guests at the moment, though libvirt would hand it out as readily as any other.
 *
 * @param kind what it is
 * @param detail one sentence about the device
 * @param remedy what to do about it
 */
record Trouble(Kind kind, String detail, String remedy) {

    /** Members of one element with the same trouble are told together. */
    enum Kind {
        ABSENT,
        ENSLAVED,
        DOWN,
        NO_CARRIER,
        PARENT_DOWN
    }

    /** What is wrong with a member; of several things the one to repair first. */
    static Optional<Trouble> of(Member member, DeviceIndex host) {
        if (!host.isTold()) {
            return Optional.empty(); // not known, so nothing is claimed
        }
        return member.seen().isPresent()
                ? of(member.seen().get(), host)
                : Optional.of(new Trouble(
                        Kind.ABSENT,
                        "the host has no device " + member.device(),
                        "correct the name, or plug the device in"));
    }

    private static Optional<Trouble> of(HostDevice device, DeviceIndex host) {
        return enslaved(device, host)
                .or(() -> parentDown(device, host))
                .or(() -> down(device))
                .or(() -> noCarrier(device));
    }

    private static Optional<Trouble> enslaved(HostDevice device, DeviceIndex host) {
        return device.master()
                .map(master -> new Trouble(
                        Kind.ENSLAVED,
                        "device " + device.name() + " is a member of "
                                + host.device(master)
                                        .map(HostDevice::kind)
                                        .filter(k -> k.equals("bridge") || k.equals("bond"))
                                        .map(k -> k + " ")
                                        .orElse("")
                                + master + ", so it takes no macvtap",
                        "list " + master + " instead, or take the device out of it"));
    }

    private static Optional<Trouble> parentDown(HostDevice device, DeviceIndex host) {
        return device.function()
                .map(VirtualFunction::pf)
                .flatMap(host::device)
                .filter(pf -> is(pf.adminUp(), false))
                .map(pf -> new Trouble(
                        Kind.PARENT_DOWN,
                        "device " + device.name() + " is a virtual function of " + pf.name() + ", which is down",
                        bringUp(pf)));
    }

    private static Optional<Trouble> down(HostDevice device) {
        return is(device.adminUp(), false)
                ? Optional.of(new Trouble(Kind.DOWN, "device " + device.name() + " is down", bringUp(device)))
                : Optional.empty();
    }

    private static Optional<Trouble> noCarrier(HostDevice device) {
        if (!is(device.linkUp(), false)) {
            return Optional.empty();
        }
        String cable = "look at its cable and switch port";
        return Optional.of(
                device.adminUp().isPresent()
                        ? new Trouble(Kind.NO_CARRIER, "device " + device.name() + " has no carrier", cable)
                        : new Trouble(
                                Kind.NO_CARRIER,
                                "device " + device.name() + " is down or has no carrier",
                                cable + ", and " + bringUp(device)));
    }

    private static boolean is(Optional<Boolean> told, boolean value) {
        return told.filter(t -> t == value).isPresent();
    }

    private static String bringUp(HostDevice device) {
        return "bring it up: ip link set " + device.name() + " up";
    }
}
