/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.HostDevice;
import org.guestnet.model.VirtualFunction;
import org.guestnet.model.XmlElement;

/**
 * Virtual functions of a physical one: {@code <pf dev='ens1f0' vf='0,2-7,9'/>}.
 *
 * @param pf the physical function
 * @param chosen the numbers of those that are meant, ascending; empty if all
 * @param limit as {@link PoolElement#limit()}
 * @param element as {@link PoolElement#element()}
 */
record Functions(DeviceName pf, List<Integer> chosen, OptionalInt limit, XmlElement element) implements PoolElement {

    private static final int SHOWN = 8;

    Functions {
        chosen = List.copyOf(chosen);
    }

    @Override
    public boolean isKnownByName() {
        return false;
    }

    @Override
    public Found on(DeviceIndex host) {
        SortedMap<Integer, HostDevice> there = host.functionsOf(pf);
        List<Integer> wanted = chosen.isEmpty() ? List.copyOf(there.keySet()) : chosen;
        List<Member> members = wanted.stream()
                .flatMap(i -> Stream.ofNullable(there.get(i)))
                .map(d -> new Member(d.name(), limit, element, false, Optional.of(d)))
                .toList();
        List<Integer> absent =
                wanted.stream().filter(i -> !there.containsKey(i)).toList();
        return new Found(
                members,
                finding(host, there.isEmpty(), absent).map(f -> f.at(element.place())).stream()
                        .toList());
    }

    private Optional<Finding> finding(DeviceIndex host, boolean hasNone, List<Integer> absent) {
        if (!host.isTold()) {
            return Optional.of(untold());
        }
        Optional<HostDevice> device = host.device(pf);
        if (hasNone && device.isEmpty()) {
            return Optional.of(Finding.consent(
                    Codes.DEVICE_UNKNOWN,
                    "the host has no device " + pf + ", so nothing is known of its virtual functions",
                    "correct the name, or plug the device in"));
        }
        return hasNone ? Optional.of(none(device.get())) : absent(absent);
    }

    private Finding untold() {
        return notice(
                "the host tells nothing of its devices, so the virtual functions of " + pf + " are not known",
                "list them as <interface dev='…'/>");
    }

    private Finding none(HostDevice device) {
        return device.function()
                .map(VirtualFunction::pf)
                .map(parent -> notice(
                        "device " + pf + " is itself a virtual function of " + parent + " and has none",
                        "write <pf dev='" + parent + "'/>, or <interface dev='" + pf + "'/>"))
                .orElseGet(
                        () -> notice("device " + pf + " has no virtual functions that are network devices", create()));
    }

    private Optional<Finding> absent(List<Integer> absent) {
        if (absent.isEmpty()) {
            return Optional.empty();
        }
        String numbers = absent.stream().limit(SHOWN).map(String::valueOf).collect(joining(", "));
        String more = absent.size() > SHOWN ? " and " + (absent.size() - SHOWN) + " more" : "";
        return Optional.of(notice(
                "device " + pf + " lacks the virtual functions " + numbers + more + ", or they are no network devices",
                create()));
    }

    private String create() {
        return "create them, as by echo 8 > /sys/class/net/" + pf + "/device/sriov_numvfs, and load their driver";
    }

    private static Finding notice(String detail, String remedy) {
        return Finding.notice(Codes.MEMBER_UNUSABLE, detail, remedy);
    }
}
