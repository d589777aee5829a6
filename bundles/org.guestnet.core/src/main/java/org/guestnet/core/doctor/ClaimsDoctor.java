/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Plug;

/** What claims and guests of a host do not agree on. */
final class ClaimsDoctor {

    private final NetworkReader networks;
    private final Claims claims;
    private final OperationEngine engine;

    ClaimsDoctor(NetworkReader networks, Claims claims, OperationEngine engine) {
        this.networks = networks;
        this.claims = claims;
        this.engine = engine;
    }

    List<Finding> onHost(HostState host) throws GuestnetException {
        List<Finding> findings = new ArrayList<>();
        Collection<Claim> taken = claims.all();
        for (Claim claim : taken) {
            if (claim.key().host().equals(host.name())
                    && (claim.state() == Claim.State.BOUND || Doctor.isOver(engine, claim.operation()))
                    && Doctor.running(host).stream().noneMatch(g -> g.uuid().equals(claim.guest()))) {
                findings.add(Doctor.leftOver(
                                "claim of guest " + claim.guestName() + " at "
                                        + claim.key().device() + ", where it does not run",
                                "it is freed after the next look")
                        .on(host.name())
                        .on(claim.network())
                        .on(claim.nic()));
            }
        }
        for (GuestReport guest : Doctor.running(host)) {
            for (GuestInterface nic : guest.live()) {
                unclaimed(host, guest, nic, taken).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** A guest that others started uses a slot that nobody claimed: it is counted as it is seen. */
    private Optional<Finding> unclaimed(
            HostState host, GuestReport guest, GuestInterface nic, Collection<Claim> taken) {
        boolean claimed = taken.stream()
                .anyMatch(c -> c.guest().equals(guest.uuid())
                        && c.nic().equals(nic.mac())
                        && c.key().host().equals(host.name()));
        return nic.network()
                .filter(n -> !claimed)
                .flatMap(n -> networks.read(host, n))
                .filter(n -> n.attachmentPoints().stream()
                        .anyMatch(p -> p.limit().isPresent()
                                && nic.plug()
                                        .flatMap(Plug::device)
                                        .filter(p.device()::equals)
                                        .isPresent()))
                .map(n -> Finding.notice(
                                Codes.UNCLAIMED,
                                "guest " + guest.name() + " uses "
                                        + nic.plug().flatMap(Plug::device).orElseThrow()
                                        + " without a claim: others started it, or the limit came later",
                                "nothing: it is counted as long as it is seen")
                        .on(host.name())
                        .on(n.name())
                        .on(nic.mac()));
    }
}
