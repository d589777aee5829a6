/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.hostlink.internal.seen.Device;
import org.guestnet.model.link.Vxlan;

/** Lines for {@code ip -batch}. What can be changed is changed in place; for the rest the device is made anew. */
final class VxlanLines {

    private VxlanLines() {}

    /** @param before the device of that name, which is ours and was born so; another one was taken away */
    static List<String> make(Vxlan wanted, Optional<Device> before) {
        List<String> lines = new ArrayList<>();
        if (before.isEmpty()) {
            lines.addAll(birth(wanted));
        }
        lines.add(set(wanted) + " mtu " + wanted.mtu());
        lines.add(set(wanted) + " master " + wanted.bridge());
        lines.add(set(wanted) + " up");
        return lines;
    }

    /**
     * The mark comes at once: a device without it is nobody's. It is only a port: it has no address of its own, and while it is no port
     * it does not answer for the host's.
     */
    private static List<String> birth(Vxlan v) {
        return List.of(
                "link add " + v.name() + " type vxlan id " + v.id() + " local " + v.local() + " dstport " + v.port(),
                set(v) + " alias " + Device.ALIAS,
                set(v) + " addrgenmode none arp off");
    }

    private static String set(Vxlan vxlan) {
        return "link set dev " + vxlan.name();
    }

    static String remove(Vxlan vxlan) {
        return "link delete dev " + vxlan.name();
    }
}
