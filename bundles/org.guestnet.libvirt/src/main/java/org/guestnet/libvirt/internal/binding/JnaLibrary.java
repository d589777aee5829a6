/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The functions of libvirt that libvirt-java lacks, or whose text it does not pass as UTF-8. Names and parameters are the
 * library's own (libvirt-host.h, -domain.h, -network.h, -interface.h, -nodedev.h); objects are raw pointers, and every {@code char *} that the
 * caller has to free is one too.
 */
interface JnaLibrary extends Library {

    /** virConnectNetworkEventLifecycleCallback and virConnectDomainEventCallback, whose parameters are alike. */
    interface Lifecycle extends Callback {
        int changed(Pointer connection, Pointer object, int event, int detail, Pointer opaque);
    }

    /** virErrorFunc. */
    interface ErrorFunction extends Callback {
        void told(Pointer opaque, Pointer error);
    }

    /** virConnectCloseFunc. */
    interface CloseFunction extends Callback {
        void closed(Pointer connection, int reason, Pointer opaque);
    }

    void virSetErrorFunc(Pointer opaque, ErrorFunction function);

    int virGetLastErrorCode();

    int virGetLastErrorDomain();

    String virGetLastErrorMessage();

    int virConnectRegisterCloseCallback(Pointer connection, CloseFunction function, Pointer opaque, Pointer free);

    int virConnectUnregisterCloseCallback(Pointer connection, CloseFunction function);

    int virConnectDomainEventRegisterAny(
            Pointer connection, Pointer domain, int event, Callback callback, Pointer opaque, Pointer free);

    int virConnectDomainEventDeregisterAny(Pointer connection, int id);

    int virConnectNetworkEventRegisterAny(
            Pointer connection, Pointer network, int event, Callback callback, Pointer opaque, Pointer free);

    int virConnectNetworkEventDeregisterAny(Pointer connection, int id);

    int virConnectListAllNetworks(Pointer connection, PointerByReference networks, int flags);

    Pointer virNetworkLookupByName(Pointer connection, String name);

    Pointer virNetworkDefineXMLFlags(Pointer connection, String xml, int flags);

    int virNetworkFree(Pointer network);

    String virNetworkGetName(Pointer network);

    int virNetworkGetUUIDString(Pointer network, byte[] text);

    Pointer virNetworkGetXMLDesc(Pointer network, int flags);

    int virNetworkGetAutostart(Pointer network, IntByReference autostart);

    int virNetworkIsActive(Pointer network);

    int virNetworkIsPersistent(Pointer network);

    int virNetworkCreate(Pointer network);

    int virNetworkDestroy(Pointer network);

    int virNetworkUndefine(Pointer network);

    int virNetworkSetAutostart(Pointer network, int autostart);

    int virNetworkUpdate(Pointer network, int command, int section, int parentIndex, String xml, int flags);

    int virNetworkListAllPorts(Pointer network, PointerByReference ports, int flags);

    Pointer virNetworkPortCreateXML(Pointer network, String xml, int flags);

    Pointer virNetworkPortLookupByUUIDString(Pointer network, String uuid);

    Pointer virNetworkPortGetXMLDesc(Pointer port, int flags);

    int virNetworkPortDelete(Pointer port, int flags);

    int virNetworkPortFree(Pointer port);

    int virConnectListAllInterfaces(Pointer connection, PointerByReference interfaces, int flags);

    Pointer virInterfaceGetXMLDesc(Pointer device, int flags);

    int virInterfaceFree(Pointer device);

    int virConnectListAllNodeDevices(Pointer connection, PointerByReference devices, int flags);

    String virNodeDeviceGetName(Pointer device);

    Pointer virNodeDeviceGetXMLDesc(Pointer device, int flags);

    int virNodeDeviceFree(Pointer device);

    int virConnectListAllDomains(Pointer connection, PointerByReference domains, int flags);

    Pointer virDomainLookupByUUIDString(Pointer connection, String uuid);

    int virDomainFree(Pointer domain);

    String virDomainGetName(Pointer domain);

    int virDomainGetUUIDString(Pointer domain, byte[] text);

    int virDomainGetState(Pointer domain, IntByReference state, IntByReference reason, int flags);

    int virDomainGetJobStats(
            Pointer domain, IntByReference type, PointerByReference parameters, IntByReference count, int flags);

    int virDomainIsActive(Pointer domain);

    int virDomainIsPersistent(Pointer domain);

    int virDomainGetAutostart(Pointer domain, IntByReference autostart);

    int virDomainHasManagedSaveImage(Pointer domain, int flags);

    Pointer virDomainGetXMLDesc(Pointer domain, int flags);

    Pointer virDomainManagedSaveGetXMLDesc(Pointer domain, int flags);

    int virDomainManagedSaveDefineXML(Pointer domain, String xml, int flags);

    int virTypedParamsAddString(
            PointerByReference parameters, IntByReference count, IntByReference room, String name, String value);

    int virTypedParamsAddULLong(
            PointerByReference parameters, IntByReference count, IntByReference room, String name, long value);

    int virTypedParamsGetULLong(Pointer parameters, int count, String name, LongByReference value);

    int virTypedParamsGetInt(Pointer parameters, int count, String name, IntByReference value);

    void virTypedParamsFree(Pointer parameters, int count);

    Pointer virDomainMigrate3(Pointer domain, Pointer destination, Pointer parameters, int count, int flags);

    int virDomainMigrateToURI3(Pointer domain, String destination, Pointer parameters, int count, int flags);

    int virDomainMigrateStartPostCopy(Pointer domain, int flags);

    int virDomainMigrateGetMaxDowntime(Pointer domain, LongByReference millis, int flags);

    int virDomainMigrateSetMaxDowntime(Pointer domain, long millis, int flags);

    int virDomainAbortJob(Pointer domain);
}
