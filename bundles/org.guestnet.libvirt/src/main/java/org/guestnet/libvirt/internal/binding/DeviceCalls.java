/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Calls about a host's devices; see {@link LibvirtConnection} for threads. XML is libvirt's. */
public interface DeviceCalls {

    /** What node devices are asked for. */
    enum Kind {
        /** Network devices. */
        NET,
        /** What they may sit on. */
        PCI
    }

    /** A node device. @param name its name @param xml its document, if it was wanted */
    record Node(String name, Optional<String> xml) {}

    /** The documents of all interfaces of the host; one that disappears meanwhile is left out. */
    List<String> interfaces() throws LibvirtFailure;

    /**
     * All node devices of a kind: one call, and one for each document; one that disappears meanwhile is left out.
     *
     * @param wanted of which, by name, the document is read
     */
    List<Node> nodes(Kind kind, Predicate<String> wanted) throws LibvirtFailure;
}
