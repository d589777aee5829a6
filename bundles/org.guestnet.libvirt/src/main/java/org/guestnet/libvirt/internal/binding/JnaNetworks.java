/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import static org.guestnet.libvirt.internal.binding.JnaNative.LIBVIRT;
import static org.guestnet.libvirt.internal.binding.JnaNative.check;
import static org.guestnet.libvirt.internal.binding.JnaNative.text;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.List;
import java.util.Optional;

/** Networks and ports over a connection. */
final class JnaNetworks implements NetworkCalls {

    private static final int VALIDATE = 1;
    private static final int RECLAIM = 1;
    private static final int INACTIVE = 1;
    private static final int COMMAND_DELETE = 2;
    private static final int COMMAND_ADD_LAST = 3;
    private static final int SECTION_FORWARD_INTERFACE = 7;
    private static final int AFFECT_LIVE = 1;

    private final Pointer connection;

    JnaNetworks(Pointer connection) {
        this.connection = connection;
    }

    private interface Use<T> {
        T with(Pointer network) throws LibvirtFailure;
    }

    private <T> T on(String name, Use<T> use) throws LibvirtFailure {
        Pointer network = check(LIBVIRT.virNetworkLookupByName(connection, name));
        try {
            return use.with(network);
        } finally {
            LIBVIRT.virNetworkFree(network);
        }
    }

    @Override
    public List<NetworkImage> all() throws LibvirtFailure {
        return JnaNative.read(
                array -> LIBVIRT.virConnectListAllNetworks(connection, array, 0),
                LIBVIRT::virNetworkFree,
                LibvirtFailure.NO_NETWORK,
                this::image);
    }

    @Override
    public NetworkImage one(String name) throws LibvirtFailure {
        return on(name, this::image);
    }

    /** A network that is stopped while it is read is read again, as one that is not active. */
    private NetworkImage image(Pointer network) throws LibvirtFailure {
        try {
            return imageNow(network);
        } catch (LibvirtFailure failure) {
            if (failure.is(LibvirtFailure.OPERATION_INVALID)) {
                return imageNow(network);
            }
            throw failure;
        }
    }

    private static NetworkImage imageNow(Pointer network) throws LibvirtFailure {
        boolean active = check(LIBVIRT.virNetworkIsActive(network)) == 1;
        boolean persistent = check(LIBVIRT.virNetworkIsPersistent(network)) == 1;
        Optional<String> live = active ? Optional.of(text(LIBVIRT.virNetworkGetXMLDesc(network, 0))) : Optional.empty();
        String config =
                persistent || live.isEmpty() ? text(LIBVIRT.virNetworkGetXMLDesc(network, INACTIVE)) : live.get();
        return new NetworkImage(
                LIBVIRT.virNetworkGetName(network),
                JnaNative.uuid(network, LIBVIRT::virNetworkGetUUIDString),
                persistent,
                persistent && isAutostarted(network),
                config,
                live,
                active ? ports(network) : List.of());
    }

    private static boolean isAutostarted(Pointer network) throws LibvirtFailure {
        IntByReference autostart = new IntByReference();
        check(LIBVIRT.virNetworkGetAutostart(network, autostart));
        return autostart.getValue() == 1;
    }

    private static List<String> ports(Pointer network) throws LibvirtFailure {
        return JnaNative.read(
                array -> LIBVIRT.virNetworkListAllPorts(network, array, 0),
                LIBVIRT::virNetworkPortFree,
                LibvirtFailure.NO_NETWORK_PORT,
                port -> text(LIBVIRT.virNetworkPortGetXMLDesc(port, 0)));
    }

    @Override
    public void define(String xml) throws LibvirtFailure {
        // Without VALIDATE libvirt drops what it does not know, and makes another network than was asked for.
        LIBVIRT.virNetworkFree(check(LIBVIRT.virNetworkDefineXMLFlags(connection, xml, VALIDATE)));
    }

    @Override
    public void undefine(String name) throws LibvirtFailure {
        on(name, network -> check(LIBVIRT.virNetworkUndefine(network)));
    }

    @Override
    public void start(String name) throws LibvirtFailure {
        on(name, network -> check(LIBVIRT.virNetworkCreate(network)));
    }

    @Override
    public void stop(String name) throws LibvirtFailure {
        on(name, network -> check(LIBVIRT.virNetworkDestroy(network)));
    }

    @Override
    public void setAutostart(String name, boolean autostart) throws LibvirtFailure {
        on(name, network -> check(LIBVIRT.virNetworkSetAutostart(network, autostart ? 1 : 0)));
    }

    @Override
    public void updatePool(String name, String xml, boolean add) throws LibvirtFailure {
        int command = add ? COMMAND_ADD_LAST : COMMAND_DELETE;
        on(
                name,
                network -> check(
                        LIBVIRT.virNetworkUpdate(network, command, SECTION_FORWARD_INTERFACE, -1, xml, AFFECT_LIVE)));
    }

    @Override
    public String createPort(String name, String xml, boolean reclaim) throws LibvirtFailure {
        return on(name, network -> {
            Pointer port = check(LIBVIRT.virNetworkPortCreateXML(network, xml, reclaim ? RECLAIM : 0));
            try {
                return text(LIBVIRT.virNetworkPortGetXMLDesc(port, 0));
            } finally {
                LIBVIRT.virNetworkPortFree(port);
            }
        });
    }

    @Override
    public boolean deletePort(String name, String uuid) throws LibvirtFailure {
        try {
            return on(name, network -> deletePort(network, uuid));
        } catch (LibvirtFailure failure) {
            if (failure.is(LibvirtFailure.NO_NETWORK_PORT)) {
                return false;
            }
            throw failure;
        }
    }

    private static boolean deletePort(Pointer network, String uuid) throws LibvirtFailure {
        Pointer port = check(LIBVIRT.virNetworkPortLookupByUUIDString(network, uuid));
        try {
            check(LIBVIRT.virNetworkPortDelete(port, 0));
            return true;
        } finally {
            LIBVIRT.virNetworkPortFree(port);
        }
    }
}
