/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import static org.guestnet.libvirt.internal.binding.JnaNative.LIBVIRT;
import static org.guestnet.libvirt.internal.binding.JnaNative.check;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;
import java.util.OptionalLong;
import org.guestnet.libvirt.internal.binding.MigrationCalls.Order;
import org.guestnet.model.MigrationSettings;

/** libvirt's typed parameters: a list that it grows, reads and frees. */
final class JnaParameters implements AutoCloseable {

    private static final String DEST_XML = "destination_xml";
    private static final String PERSIST_XML = "persistent_xml";
    private static final String MIGRATE_URI = "migrate_uri";
    private static final String BANDWIDTH = "bandwidth";
    private static final String BANDWIDTH_POSTCOPY = "bandwidth.postcopy";

    private final PointerByReference list = new PointerByReference();
    private final IntByReference count = new IntByReference();
    private final IntByReference room = new IntByReference();

    /** What a migration is given. */
    static JnaParameters of(Order order) throws LibvirtFailure {
        JnaParameters parameters = new JnaParameters();
        try {
            parameters.add(DEST_XML, order.liveXml());
            parameters.add(PERSIST_XML, order.persistentXml());
            parameters.add(MIGRATE_URI, order.uri());
            parameters.addBandwidth(order.settings());
            return parameters;
        } catch (LibvirtFailure failure) {
            parameters.close();
            throw failure;
        }
    }

    /** What a guest's job has to tell; to be closed by the caller. */
    static JnaParameters ofJob(Pointer guest, IntByReference type, int flags) throws LibvirtFailure {
        JnaParameters parameters = new JnaParameters();
        check(LIBVIRT.virDomainGetJobStats(guest, type, parameters.list, parameters.count, flags));
        return parameters;
    }

    private void add(String name, Optional<String> value) throws LibvirtFailure {
        if (value.isPresent()) {
            check(LIBVIRT.virTypedParamsAddString(list, count, room, name, value.get()));
        }
    }

    /** libvirt lets pages that are fetched on demand pass by the limit, unless it is set for them as well. */
    private void addBandwidth(MigrationSettings settings) throws LibvirtFailure {
        if (settings.bandwidth().isPresent()) {
            long mebibytes = settings.bandwidth().getAsInt();
            check(LIBVIRT.virTypedParamsAddULLong(list, count, room, BANDWIDTH, mebibytes));
            if (settings.postCopy()) {
                check(LIBVIRT.virTypedParamsAddULLong(list, count, room, BANDWIDTH_POSTCOPY, mebibytes));
            }
        }
    }

    Pointer list() {
        return list.getValue();
    }

    int count() {
        return count.getValue();
    }

    /** An unsigned long of that name. */
    OptionalLong number(String name) throws LibvirtFailure {
        LongByReference value = new LongByReference();
        boolean found = check(LIBVIRT.virTypedParamsGetULLong(list(), count(), name, value)) == 1;
        return found ? OptionalLong.of(Math.max(0, value.getValue())) : OptionalLong.empty();
    }

    /** An int of that name; 0 if there is none. */
    int integer(String name) throws LibvirtFailure {
        IntByReference value = new IntByReference();
        check(LIBVIRT.virTypedParamsGetInt(list(), count(), name, value));
        return value.getValue();
    }

    @Override
    public void close() {
        LIBVIRT.virTypedParamsFree(list(), count());
    }
}
