/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.ArrayList;
import java.util.List;
import org.guestnet.core.host.HostState;
import org.guestnet.model.Claim;
import org.guestnet.model.HostName;

/**
 * A host that may take guests, with what is taken there: claims that are held, and those of guests that are planned there. Immutable.
 *
 * @param host the host as it was seen
 * @param taken claims
 * @param guests how many guests run there or are planned there
 */
record Vacancy(HostState host, List<Claim> taken, int guests) {

    Vacancy {
        taken = List.copyOf(taken);
    }

    static Vacancy of(HostState host, List<Claim> taken) {
        int running = (int) host.guests().values().stream()
                .filter(g -> g.state().isActive())
                .count();
        return new Vacancy(host, taken, running);
    }

    HostName name() {
        return host.name();
    }

    /** The same host with one guest more. */
    Vacancy with(List<Claim> more) {
        List<Claim> all = new ArrayList<>(taken);
        all.addAll(more);
        return new Vacancy(host, all, guests + 1);
    }
}
