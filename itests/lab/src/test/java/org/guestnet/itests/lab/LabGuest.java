/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The domain XML of a guest. UUID and MAC addresses follow from its name, so that a guest is the same one on every host.
 * Immutable; the methods that add return a new guest.
 */
final class LabGuest {

    /** Where {@code bin/guest-image.sh} puts the kernel and the initial RAM disk. */
    static final Path IMAGE = Path.of(System.getProperty("user.home"), ".cache", "guestnet-lab");

    private static final String SYSTEM = """
            <os><type arch='x86_64' machine='pc'>hvm</type>
              <kernel>%s/vmlinuz</kernel><initrd>%s/initrd.img</initrd>
              <cmdline>console=ttyS0 quiet mitigations=off no_timer_check nokaslr panic=1 ip=%s name=%s</cmdline></os>
            <features><acpi/><tcg><tb-cache unit='MiB'>32</tb-cache></tcg></features>\
            """;
    private static final String NO_SYSTEM = """
            <os><type arch='x86_64' machine='pc'>hvm</type></os>
            <features><acpi/><tcg><tb-cache unit='MiB'>1</tb-cache></tcg></features>\
            """;

    private final String name;
    private final int memory;
    private final String system;
    private final List<String> devices;

    private LabGuest(String name, int memory, String system, List<String> devices) {
        this.name = name;
        this.memory = memory;
        this.system = system;
        this.devices = List.copyOf(devices);
    }

    /**
     * A guest that boots in seconds and answers ping and HTTP.
     *
     * @param address of its first interface with prefix length, or {@code dhcp}
     */
    static LabGuest linux(String name, String address) {
        return new LabGuest(name, 80, SYSTEM.formatted(IMAGE, IMAGE, address, name), List.of());
    }

    /** A guest without anything to boot: costs next to nothing, and starts, stops and migrates like any other. */
    static LabGuest empty(String name) {
        return new LabGuest(name, 32, NO_SYSTEM, List.of());
    }

    /** Adds an interface that names its network, and nothing else. */
    LabGuest on(String network) {
        return with("<interface type='network'><source network='" + network + "'/></interface>");
    }

    /** Adds an interface; {@code xml} is an {@code <interface>} element without MAC address and model. */
    LabGuest with(String xml) {
        String identity = "<mac address='" + mac(interfaces()) + "'/><model type='virtio'/><rom enabled='no'/>";
        int end = xml.indexOf('>') + 1;
        return plus(xml.substring(0, end) + identity + xml.substring(end));
    }

    /** Adds a VNC console behind a password. */
    LabGuest vnc(String password) {
        return plus("<graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1' passwd='" + password + "'/>");
    }

    /** Adds a disk: a raw image that has to be there. */
    LabGuest disk(String path) {
        return plus("<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='" + path
                + "'/><target dev='vda' bus='virtio'/></disk>");
    }

    private LabGuest plus(String device) {
        List<String> more = new ArrayList<>(devices);
        more.add(device);
        return new LabGuest(name, memory, system, more);
    }

    String name() {
        return name;
    }

    UUID uuid() {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The MAC address of interface {@code index}, from 0. */
    String mac(int index) {
        long tail = uuid().getLeastSignificantBits() + index;
        return "52:54:00:%02x:%02x:%02x".formatted(tail >> 16 & 0xff, tail >> 8 & 0xff, tail & 0xff);
    }

    private int interfaces() {
        return (int) devices.stream()
                .filter(device -> device.startsWith("<interface"))
                .count();
    }

    String xml() {
        return """
               <domain type='qemu'>
                 <name>%s</name><uuid>%s</uuid>
                 <memory unit='MiB'>%d</memory><vcpu>1</vcpu>
                 %s
                 <cpu mode='custom' match='exact'><model>qemu64</model></cpu>
                 <on_poweroff>destroy</on_poweroff><on_reboot>destroy</on_reboot><on_crash>destroy</on_crash>
                 <devices>
                   <emulator>/usr/bin/qemu-system-x86_64</emulator>
                   %s
                   <serial type='file'><source path='/var/log/libvirt/%s.serial'/></serial>
                   <controller type='usb' model='none'/><memballoon model='none'/>
                 </devices>
               </domain>
               """.formatted(name, uuid(), memory, system, String.join("\n", devices), name);
    }
}
