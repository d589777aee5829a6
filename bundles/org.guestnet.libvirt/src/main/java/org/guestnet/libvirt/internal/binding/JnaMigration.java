/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import static org.guestnet.libvirt.internal.binding.JnaNative.LIBVIRT;
import static org.guestnet.libvirt.internal.binding.JnaNative.check;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;
import org.guestnet.libvirt.internal.binding.GuestCalls.Job;
import org.libvirt.DomainJobStats;
import org.libvirt.TypedIntParameter;
import org.libvirt.TypedParameter;
import org.libvirt.TypedUlongParameter;

/** The call that migrates, and what libvirt tells about it. */
final class JnaMigration {

    private static final int LIVE = 1;
    private static final int PERSIST_DEST = 1 << 3;
    private static final int UNDEFINE_SOURCE = 1 << 4;
    private static final String DEST_XML = "destination_xml";
    private static final String PERSIST_XML = "persistent_xml";

    private static final int JOB_BOUNDED = 1;
    private static final int JOB_UNBOUNDED = 2;
    private static final int OPERATION_MIGRATION_IN = 4;
    private static final int OPERATION_MIGRATION_OUT = 5;

    private JnaMigration() {}

    static void run(
            Pointer guest,
            Pointer destination,
            boolean persistent,
            Optional<String> liveXml,
            Optional<String> persistentXml)
            throws LibvirtFailure {
        PointerByReference parameters = new PointerByReference();
        IntByReference count = new IntByReference();
        IntByReference room = new IntByReference();
        try {
            if (liveXml.isPresent()) {
                check(LIBVIRT.virTypedParamsAddString(parameters, count, room, DEST_XML, liveXml.get()));
            }
            if (persistentXml.isPresent()) {
                check(LIBVIRT.virTypedParamsAddString(parameters, count, room, PERSIST_XML, persistentXml.get()));
            }
            int flags = LIVE | (persistent ? PERSIST_DEST | UNDEFINE_SOURCE : 0);
            LIBVIRT.virDomainFree(check(
                    LIBVIRT.virDomainMigrate3(guest, destination, parameters.getValue(), count.getValue(), flags)));
        } finally {
            LIBVIRT.virTypedParamsFree(parameters.getValue(), count.getValue());
        }
    }

    /** Null if nothing works on the guest. */
    static Job job(DomainJobStats stats) {
        if (stats.type != JOB_BOUNDED && stats.type != JOB_UNBOUNDED) {
            return null;
        }
        long operation = number(stats, "operation");
        return new Job(
                operation == OPERATION_MIGRATION_IN || operation == OPERATION_MIGRATION_OUT,
                number(stats, "memory_total"),
                number(stats, "memory_remaining"));
    }

    private static long number(DomainJobStats stats, String name) {
        for (TypedParameter parameter : stats.stats) {
            if (parameter == null || !name.equals(parameter.field)) {
                continue;
            }
            if (parameter instanceof TypedIntParameter number) {
                return number.value;
            }
            if (parameter instanceof TypedUlongParameter number) {
                return Math.max(0, number.value);
            }
        }
        return 0;
    }
}
