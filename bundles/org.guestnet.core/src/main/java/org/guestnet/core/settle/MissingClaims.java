/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.settle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Carriers;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.placement.Occupancy;
import org.guestnet.core.placement.Occupancy.Holder;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;
import org.guestnet.spi.AttachmentPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims the slots that a guest is seen to use and has no claim to. What runs is counted without one by who has
 * seen it; the claim counts it also for a manager that starts while the host is silent.
 */
final class MissingClaims {

    private static final Logger LOG = LoggerFactory.getLogger(MissingClaims.class);

    private final Fleet fleet;
    private final NetworkReader networks;
    private final Claims claims;

    MissingClaims(Fleet fleet, NetworkReader networks, Claims claims) {
        this.fleet = fleet;
        this.networks = networks;
        this.claims = claims;
    }

    /**
     * Called when the guest's claims there have been set right, by who holds the guest's lock.
     *
     * @param guest as it runs there
     * @param by whose claims they are
     */
    void take(GuestReport guest, HostName host, OperationId by) throws GuestnetException {
        HostState state = fleet.host(host).state();
        List<Claim> known = claims.of(host);
        Occupancy occupancy = Occupancy.of(state, known);
        List<Claim> missing = new ArrayList<>();
        for (GuestInterface nic : guest.live()) {
            if (!isClaimed(guest, nic, known)) {
                claim(guest, nic, state, occupancy, by).ifPresent(missing::add);
            }
        }
        for (Claim claim : missing) {
            take(claim);
        }
    }

    /** Others choose slots meanwhile. Who was faster keeps it: what runs is counted as it is seen. */
    private void take(Claim missing) throws GuestnetException {
        try {
            claims.take(List.of(missing));
            LOG.info("Claimed for guest {}, which runs: {}", missing.guestName(), missing.key());
        } catch (GuestnetException e) {
            if (!e.code().equals(Codes.POOL_EXHAUSTED)) {
                throw e;
            }
            LOG.info("Not claimed for a guest that runs: {}", e.getMessage());
        }
    }

    private static boolean isClaimed(GuestReport guest, GuestInterface nic, Collection<Claim> known) {
        return known.stream()
                .anyMatch(c -> c.guest().equals(guest.uuid()) && c.nic().equals(nic.mac()));
    }

    private Optional<Claim> claim(
            GuestReport guest, GuestInterface nic, HostState host, Occupancy occupancy, OperationId by) {
        Optional<AttachmentPoint> point = nic.network().flatMap(network -> point(host, network, nic));
        Optional<Integer> ordinal = point.flatMap(occupancy::freeOrdinal);
        if (ordinal.isEmpty()) {
            return Optional.empty(); // without limit, or beyond it
        }
        occupancy.plan(
                point.get(),
                ordinal,
                new Holder(guest.uuid(), nic.mac(), guest.name().value(), nic.network()));
        return Optional.of(new Claim(
                new Claim.Key(host.name(), host.identities().of(point.get().identity()), ordinal.get()),
                nic.network().get(),
                guest.uuid(),
                guest.name().value(),
                nic.mac(),
                by,
                Claim.State.BOUND,
                Instant.now()));
    }

    /** A name that another device had before does not tell which of them the guest has. */
    private Optional<AttachmentPoint> point(HostState host, NetworkName network, GuestInterface nic) {
        Optional<String> device = Carriers.of(nic)
                .map(host.identities()::all)
                .filter(known -> known.size() == 1)
                .map(known -> known.iterator().next());
        return networks.read(host, network).stream()
                .flatMap(n -> n.attachmentPoints().stream())
                .filter(p -> device.filter(host.identities().of(p.identity())::equals)
                        .isPresent())
                .findFirst();
    }
}
