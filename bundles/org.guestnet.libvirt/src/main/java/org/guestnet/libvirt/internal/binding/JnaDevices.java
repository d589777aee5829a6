/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import static org.guestnet.libvirt.internal.binding.JnaNative.LIBVIRT;
import static org.guestnet.libvirt.internal.binding.JnaNative.text;

import com.sun.jna.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Devices over a connection. */
final class JnaDevices implements DeviceCalls {

    private static final int ALL_INTERFACES = 3; // active and inactive
    private static final int WITH_PCI = 1 << 1;
    private static final int WITH_NET = 1 << 4;

    private final Pointer connection;

    JnaDevices(Pointer connection) {
        this.connection = connection;
    }

    @Override
    public List<String> interfaces() throws LibvirtFailure {
        return JnaNative.read(
                array -> LIBVIRT.virConnectListAllInterfaces(connection, array, ALL_INTERFACES),
                LIBVIRT::virInterfaceFree,
                JnaDevices::isGoing,
                device -> text(LIBVIRT.virInterfaceGetXMLDesc(device, 0)));
    }

    /** A guest's macvtap that goes while its attributes are read: libvirt finds one missing, and calls that an internal error. */
    private static boolean isGoing(LibvirtFailure failure) {
        return failure.is(LibvirtFailure.NO_INTERFACE) || failure.is(LibvirtFailure.INTERNAL_ERROR);
    }

    @Override
    public List<Node> nodes(Kind kind, Predicate<String> wanted) throws LibvirtFailure {
        int flags = kind == Kind.NET ? WITH_NET : WITH_PCI;
        return JnaNative.read(
                array -> LIBVIRT.virConnectListAllNodeDevices(connection, array, flags),
                LIBVIRT::virNodeDeviceFree,
                LibvirtFailure.NO_NODE_DEVICE,
                device -> node(device, wanted));
    }

    private static Node node(Pointer device, Predicate<String> wanted) throws LibvirtFailure {
        String name = LIBVIRT.virNodeDeviceGetName(device); // the client knows it from the list
        return new Node(
                name,
                wanted.test(name) ? Optional.of(text(LIBVIRT.virNodeDeviceGetXMLDesc(device, 0))) : Optional.empty());
    }
}
