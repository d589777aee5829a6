/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

/**
 * A guest with nothing to boot, on {@value #NETWORK}: what is timed is libvirt's and Guestnet's work, not an operating system's.
 *
 * @param name its name
 * @param number makes its UUID and MAC address
 */
record BenchGuest(String name, int number) {

    static final String NETWORK = "red-network";

    String xml() {
        return """
               <domain type='qemu'>
                 <name>%s</name>
                 <uuid>6f3b9f3e-2c5e-4c39-9d0b-6a8d3c1b7e%02x</uuid>
                 <memory unit='MiB'>32</memory>
                 <os><type arch='x86_64' machine='pc'>hvm</type></os>
                 <features><acpi/><tcg><tb-cache unit='MiB'>1</tb-cache></tcg></features>
                 <devices>
                   <emulator>/usr/bin/qemu-system-x86_64</emulator>
                   <interface type='network'>
                     <mac address='52:54:00:00:be:%02x'/>
                     <source network='%s'/>
                     <model type='virtio'/>
                     <rom enabled='no'/>
                   </interface>
                   <controller type='usb' model='none'/>
                   <memballoon model='none'/>
                 </devices>
               </domain>
               """.formatted(name, number, number, NETWORK);
    }
}
