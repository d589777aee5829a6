/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;

/**
 * Where all guests are and what they do, read from the hosts themselves.
 *
 * @param copies of each guest, one for each host that has it
 */
record FleetState(Map<UUID, List<Copy>> copies) {

    /**
     * A guest on a host.
     *
     * @param text its persistent configuration; empty if it has none
     */
    record Copy(HostName host, State state, boolean autostart, Optional<String> text) {

        boolean isActive() {
            return state.isActive();
        }

        /** The same guest doing the same somewhere: whether it came there by a migration makes no difference. */
        boolean isAs(Copy other) {
            return settled(state) == settled(other.state) && isConfiguredAs(other);
        }

        /** Whether it would be the same after its next start. */
        boolean isConfiguredAs(Copy other) {
            return autostart == other.autostart && text.equals(other.text);
        }

        private static State settled(State state) {
            return state == State.RUNNING_MIGRATED ? State.RUNNING : state;
        }

        @Override
        public String toString() {
            return state + " on " + host + (autostart ? ", autostart" : "") + (text.isEmpty() ? ", transient" : "");
        }
    }

    static FleetState of(FleetWorld world) throws GuestnetException {
        Map<UUID, List<Copy>> copies = new HashMap<>();
        for (HostName host : world.truth.hosts()) {
            world.beside(host, session -> {
                for (GuestReport guest : world.truth.of(host).guests()) {
                    copies.computeIfAbsent(guest.uuid(), g -> new ArrayList<>()).add(copy(host, session, guest));
                }
            });
        }
        return new FleetState(copies);
    }

    private static Copy copy(HostName host, HostSession session, GuestReport guest) throws GuestnetException {
        Optional<String> text = guest.persistent()
                ? Optional.of(session.guestXml(guest.uuid(), GuestView.PERSISTENT))
                : Optional.empty();
        return new Copy(host, guest.state(), guest.autostart(), text);
    }

    List<Copy> of(UUID guest) {
        return copies.getOrDefault(guest, List.of());
    }
}
