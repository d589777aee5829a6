/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;

/** Lines for {@code bridge -batch}. An entry of flooding is one of several; one for an address is the only one, and ages. */
final class EntryLines {

    private static final String ALL = "00:00:00:00:00:00 dev ";

    private EntryLines() {}

    static String make(FloodEntry f) {
        return "fdb append " + ALL + f.vxlan() + " dst " + f.peer();
    }

    static String make(ForwardingEntry f) {
        return "fdb replace " + f.mac() + " dev " + f.vxlan() + " dst " + f.peer() + " dynamic";
    }

    static String remove(FloodEntry f) {
        return "fdb delete " + ALL + f.vxlan() + " dst " + f.peer();
    }

    static String remove(ForwardingEntry f) {
        return "fdb delete " + f.mac() + " dev " + f.vxlan() + " dst " + f.peer();
    }
}
