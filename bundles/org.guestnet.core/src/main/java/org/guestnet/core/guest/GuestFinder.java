/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the guest that a person means by a name. */
@Component(service = GuestFinder.class)
public final class GuestFinder {

    /**
     * A guest on a host, as it was seen.
     *
     * @param host the host
     * @param report the guest
     */
    public record Found(HostState host, GuestReport report) {}

    private final Fleet fleet;

    /** @param fleet where to look */
    @Activate
    public GuestFinder(@Reference Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * The guest of that name.
     *
     * @param host where; empty if only one host has it, or only one runs it
     * @throws GuestnetException {@code GUEST_UNKNOWN}, {@code GUEST_AMBIGUOUS}, {@code HOST_UNKNOWN}, {@code HOST_DOWN}
     */
    public Found find(GuestName name, Optional<HostName> host) throws GuestnetException {
        if (host.isPresent()) {
            return onHost(name, fleet.host(host.get()).state());
        }
        List<Found> all = fleet.having(name).stream()
                .flatMap(h -> named(h, name).stream())
                .toList();
        List<Found> active = all.stream().filter(f -> isHome(f.report())).toList();
        if (all.isEmpty()) {
            throw new GuestnetException(unknown(name));
        }
        if (all.size() == 1 || active.size() == 1) {
            return all.size() == 1 ? all.get(0) : active.get(0);
        }
        throw new GuestnetException(ambiguous(name, all));
    }

    /** While a guest moves it is still where it came from. */
    private static boolean isHome(GuestReport guest) {
        return guest.state().isActive() && guest.state() != GuestReport.State.ARRIVING;
    }

    private static Found onHost(GuestName name, HostState host) throws GuestnetException {
        Optional<Found> found = named(host, name);
        if (found.isEmpty() && !host.isUp()) {
            throw new GuestnetException(host.downFinding());
        }
        return found.orElseThrow(() -> new GuestnetException(Finding.blocker(
                        Codes.GUEST_UNKNOWN, "the host has no guest named '" + name + "'", "guest:list shows all")
                .on(host.name())));
    }

    private static Optional<Found> named(HostState host, GuestName name) {
        return host.guests().named(name).map(g -> new Found(host, g));
    }

    private Finding unknown(GuestName name) {
        String down = fleet.states().stream()
                .filter(h -> !h.isUp())
                .map(h -> h.name().value())
                .collect(Collectors.joining(", "));
        return Finding.blocker(
                Codes.GUEST_UNKNOWN,
                "no host has a guest named '" + name + "'"
                        + (down.isEmpty() ? "" : "; these hosts do not answer: " + down),
                "guest:list shows all");
    }

    private static Finding ambiguous(GuestName name, List<Found> all) {
        String where = all.stream().map(f -> f.host().name().value()).collect(Collectors.joining(", "));
        return Finding.blocker(
                Codes.GUEST_AMBIGUOUS,
                "several hosts have a guest named '" + name + "': " + where,
                "name the host: --host");
    }
}
