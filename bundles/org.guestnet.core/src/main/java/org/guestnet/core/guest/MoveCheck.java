/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.operation.Abort;
import org.guestnet.core.operation.Draining;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.placement.Consents;
import org.guestnet.core.placement.Judge;
import org.guestnet.core.placement.JudgedCode;
import org.guestnet.core.placement.Placement;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.spi.PortRequest.Purpose;

/** Says whether a guest can move, and how it is placed then. */
final class MoveCheck {

    private final Fleet fleet;
    private final Connector connector;
    private final Locks locks;
    private final Judge judge;
    private final Draining draining;

    MoveCheck(Fleet fleet, Connector connector, Locks locks, Judge judge, Draining draining) {
        this.fleet = fleet;
        this.connector = connector;
        this.locks = locks;
        this.judge = judge;
        this.draining = draining;
    }

    /** @throws GuestnetException {@code INVALID_ARGUMENT} if the guest is there already */
    static void requireElsewhere(Found found, HostName destination) throws GuestnetException {
        if (found.host().name().equals(destination)) {
            throw new GuestnetException(Finding.blocker(
                            Codes.INVALID_ARGUMENT,
                            "the guest is on that host already",
                            "name another host: guest:candidates "
                                    + found.report().name())
                    .on(destination));
        }
    }

    /** Places the guest at the destination. @throws GuestnetException why it cannot move there, or what has to be accepted */
    Move check(Found found, HostName destination, MigrateOptions options, Abort abort) throws GuestnetException {
        HostName from = found.host().name();
        GuestReport guest = new Movable(fleet).require(from, destination, found.report(), options.offline());
        fleet.host(from).patch(guest.uuid(), Optional.of(guest)); // it is judged as it is now
        HostState source = fleet.host(from).state();
        Placement to = place(guest, destination, options, abort);
        List<Finding> judged = new ArrayList<>(judge.findings(source, to, draining.hosts()));
        if (options.settings().copyStorage()) {
            judged.add(overwrites(destination));
        }
        Consents.require(options.accepted(), judged);
        List<Finding> open = judged.stream().filter(f -> isOpen(f, options)).toList();
        if (!open.isEmpty()) {
            throw new GuestnetException(open);
        }
        return new Move(from, guest, to, told(judged, options), options, abort);
    }

    /** libvirt makes images that are missing, and writes over files that are there, whosever they are. */
    private static Finding overwrites(HostName destination) {
        return Finding.consent(
                        Codes.STORAGE_OVERWRITTEN,
                        "disks are copied over files of the same paths there, also over another guest's, or this one's own if the"
                                + " hosts share them after all",
                        "if no such files are there: --accept " + Codes.STORAGE_OVERWRITTEN)
                .on(destination);
    }

    /** What was judged, of a move that is made. */
    private static List<Finding> told(List<Finding> judged, MigrateOptions options) {
        return judged.stream()
                .filter(f -> !f.code().equals(Codes.NOT_CHECKED)) // the same for every move
                .filter(f -> !options.offline() || !f.code().equals(Codes.NETWORK_INACTIVE)) // no network is started
                .map(JudgedCode::accepted)
                .toList();
    }

    private Placement place(GuestReport guest, HostName destination, MigrateOptions options, Abort abort)
            throws GuestnetException {
        return connector.place(
                destination,
                guest.uuid(),
                guest.name(),
                options.offline() ? guest.interfaces() : guest.live(),
                Purpose.MIGRATE_IN,
                abort.operation(),
                locks);
    }

    private static boolean isOpen(Finding finding, MigrateOptions options) {
        return finding.severity() == Severity.BLOCKER
                || finding.severity() == Severity.CONSENT && !options.accepted().contains(finding.code());
    }
}
