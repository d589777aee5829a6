/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.HostDevice;
import org.guestnet.model.XmlElement;

/**
 * A device that is known by something else than its name: {@code <interface mac='52:54:00:12:34:56' dev='eth0'/>}.
 *
 * @param pin by what it is known
 * @param formerly the name that it had when the definition was written
 * @param limit as {@link PoolElement#limit()}
 * @param element as {@link PoolElement#element()}
 */
record Pinned(Pin pin, Optional<DeviceName> formerly, OptionalInt limit, XmlElement element) implements PoolElement {

    @Override
    public boolean isKnownByName() {
        return false;
    }

    @Override
    public Found on(DeviceIndex host) {
        if (!host.isTold()) {
            return untold();
        }
        List<HostDevice> fitting = pin.in(host);
        Optional<HostDevice> device = fitting.size() == 1 ? Optional.of(fitting.get(0)) : sameName(fitting);
        return device.map(this::found).orElseGet(() -> nothing(fitting));
    }

    private Optional<HostDevice> sameName(List<HostDevice> fitting) {
        return fitting.stream()
                .filter(d -> formerly.filter(d.name()::equals).isPresent())
                .findFirst();
    }

    /** Nothing is known, so its name is taken to be what it was. */
    private Found untold() {
        List<Member> members = formerly.map(name -> new Member(name, limit, element, true, Optional.empty())).stream()
                .toList();
        return new Found(members, members.isEmpty() ? List.of(unnamed()) : List.of());
    }

    private Finding unnamed() {
        return Finding.notice(
                        Codes.MEMBER_UNUSABLE,
                        "the host tells nothing of its devices, so the device with " + pin + " is not known",
                        "add the name that it has now, as dev='eth0'")
                .at(element.place());
    }

    private Found found(HostDevice device) {
        Member member = new Member(device.name(), limit, element, true, Optional.of(device));
        List<Finding> renamed = formerly.filter(n -> !n.equals(device.name())).map(n -> renamed(n, device)).stream()
                .toList();
        return new Found(List.of(member), renamed);
    }

    private Finding renamed(DeviceName name, HostDevice device) {
        return Finding.notice(
                        Codes.DEVICE_RENAMED,
                        "the device with " + pin + " was called " + name + ", and is now called " + device.name(),
                        "write dev='" + device.name() + "' and net:define the network again")
                .at(element.place());
    }

    private Found nothing(List<HostDevice> fitting) {
        String names = fitting.stream().map(d -> d.name().value()).collect(joining(", "));
        Finding finding = fitting.isEmpty()
                ? consent("the host has no device with " + pin, "correct it, or plug the device in")
                : consent(
                        "the devices " + names + " have the same " + pin + ", so none is taken",
                        "say which is meant, as dev='" + fitting.get(0).name() + "'");
        return new Found(List.of(), List.of(finding));
    }

    private Finding consent(String detail, String remedy) {
        return Finding.consent(Codes.DEVICE_UNKNOWN, detail, remedy).at(element.place());
    }
}
