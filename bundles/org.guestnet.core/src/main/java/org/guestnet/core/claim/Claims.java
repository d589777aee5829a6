/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.claim;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guestnet.core.host.Carriers;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.Identities;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes, binds and frees slots. A slot is freed only after its host was asked and does not run the guest, or was given up: never while unsure. Callers
 * hold the guest's lock.
 */
@Component(service = Claims.class)
public final class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final ClaimStore store;
    private final Fleet fleet;

    /**
     * @param store where claims are kept
     * @param fleet the hosts to ask
     */
    @Activate
    public Claims(@Reference ClaimStore store, @Reference Fleet fleet) {
        this.store = store;
        this.fleet = fleet;
    }

    /** All claims. @throws GuestnetException {@code STORE_FAILED} */
    public List<Claim> all() throws GuestnetException {
        return store.claims();
    }

    /** All claims by host. @throws GuestnetException {@code STORE_FAILED} */
    public Map<HostName, List<Claim>> byHost() throws GuestnetException {
        return store.claims().stream()
                .collect(Collectors.groupingBy(c -> c.key().host()));
    }

    /** The claims at a host's devices. @throws GuestnetException {@code STORE_FAILED} */
    public List<Claim> of(HostName host) throws GuestnetException {
        return store.claims(Set.of(host));
    }

    /** The claims at these hosts' devices, by host, by one question. @throws GuestnetException {@code STORE_FAILED} */
    public Map<HostName, List<Claim>> byHost(Set<HostName> hosts) throws GuestnetException {
        return store.claims(hosts).stream()
                .collect(Collectors.groupingBy(c -> c.key().host()));
    }

    /** The claims of a guest on a host. @throws GuestnetException {@code STORE_FAILED} */
    public List<Claim> of(UUID guest, HostName host) throws GuestnetException {
        return store.claims(host, guest);
    }

    /** The claims of an operation. @throws GuestnetException {@code STORE_FAILED} */
    public List<Claim> of(OperationId operation) throws GuestnetException {
        return store.claims().stream()
                .filter(c -> c.operation().equals(operation))
                .toList();
    }

    /** Takes all or none. @throws GuestnetException {@code POOL_EXHAUSTED} if others were faster; {@code STORE_FAILED} */
    public void take(Collection<Claim> claims) throws GuestnetException {
        List<Claim.Key> lost = store.take(claims);
        if (!lost.isEmpty()) {
            String slots = lost.stream()
                    .map(k -> k.device() + " of host " + k.host())
                    .distinct()
                    .collect(Collectors.joining(", "));
            throw new GuestnetException(Finding.blocker(
                    Codes.POOL_EXHAUSTED,
                    "another operation took " + slots + " in the meantime",
                    "try again; net:claims shows who has it"));
        }
    }

    /**
     * Sets a guest's claims on a host right by asking the host: bound to the devices that the running guest has, freed if it does not run
     * there.
     *
     * @return the guest as the host reports it; empty if the host does not have it
     * @throws GuestnetException if the host does not answer: then nothing was changed
     */
    public Optional<GuestReport> settle(UUID guest, HostName host) throws GuestnetException {
        Optional<GuestReport> seen = fleet.session(host).guest(guest);
        fleet.host(host).patch(guest, seen);
        List<Claim> claims = of(guest, host);
        if (seen.filter(g -> g.state().isActive()).isEmpty()) {
            free(claims, "the guest does not run there");
            return seen;
        }
        Identities identities = fleet.host(host).state().identities();
        for (Claim claim : claims) {
            keepOrFree(claim, seen.get(), identities);
        }
        return seen;
    }

    /** Frees all claims of a host that is gone for good, when no operation of it is open. @throws GuestnetException {@code STORE_FAILED} */
    public void giveUp(HostName host) throws GuestnetException {
        free(of(host), "the host is gone for good");
    }

    private void keepOrFree(Claim claim, GuestReport running, Identities identities) throws GuestnetException {
        if (!isUsed(claim, running, identities)) {
            free(List.of(claim), "the guest does not use it, but " + used(running));
        } else if (claim.state() != Claim.State.BOUND) {
            store.set(claim, Claim.State.BOUND);
        }
    }

    private static String used(GuestReport running) {
        return running.live().stream()
                .map(nic -> nic + " at " + Carriers.of(nic).orElse("no device"))
                .toList()
                .toString();
    }

    /** With a line in the log: who has a slot is what people ask when a pool is full. */
    private void free(List<Claim> claims, String why) throws GuestnetException {
        store.free(claims);
        for (Claim claim : claims) {
            LOG.info(
                    "Freed the {} claim of guest {} to slot {} of {} on host {}: {}",
                    claim.state(),
                    claim.guestName(),
                    claim.key().ordinal(),
                    claim.key().device(),
                    claim.key().host(),
                    why);
        }
    }

    /** A claim whose interface is gone, on another network or surely plugged elsewhere, is not used; one whose device cannot be told is. */
    private static boolean isUsed(Claim claim, GuestReport running, Identities identities) {
        return running.live().stream()
                .filter(nic -> nic.mac().equals(claim.nic()))
                .filter(nic -> nic.network().map(claim.network()::equals).orElse(true))
                .anyMatch(nic -> Carriers.of(nic)
                        .map(device -> mayBe(claim.key().device(), device, identities))
                        .orElse(true));
    }

    private static boolean mayBe(String claimed, String device, Identities identities) {
        return identities.maySame(claimed, device) || !identities.knows(claimed) || !identities.knows(device);
    }
}
