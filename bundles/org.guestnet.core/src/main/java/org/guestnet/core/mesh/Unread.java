/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.HashSet;
import java.util.Set;
import org.guestnet.model.NetworkName;

/** The networks of a host whose own links changed after they were last looked at: what is known of those is of another time. Any thread. */
final class Unread {

    private final Set<NetworkName> waiting = new HashSet<>(); // guarded by this
    private final Set<NetworkName> looked = new HashSet<>(); // by the look that goes on; guarded by this

    synchronized void add(Set<Part> changed) {
        changed.stream().filter(Part::isBase).map(Part::network).forEach(waiting::add);
    }

    /** What changes from here on is not seen by the look that begins. */
    synchronized void lookBegins() {
        looked.addAll(waiting);
        waiting.clear();
    }

    /** What it saw is known. */
    synchronized void lookEnds() {
        looked.clear();
    }

    synchronized Set<NetworkName> now() {
        Set<NetworkName> all = new HashSet<>(waiting);
        all.addAll(looked);
        return all;
    }
}
