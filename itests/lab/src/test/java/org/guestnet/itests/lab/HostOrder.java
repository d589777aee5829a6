/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.core.CoreFixture;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.xml.Member;
import org.guestnet.xml.NetworkDocuments;

/**
 * Whether all books of a host's pools, whose members are limited, say what its running guests have: claims, ports, libvirt's counters,
 * the journal and the doctor. A slot that is given twice or leaked and a blocker that is left show in one of them.
 */
final class HostOrder {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern NIC = Pattern.compile("<source network='([^']*)' portid='([^']*)' dev='([^']*)'");

    private final Lab lab;
    private final String host;
    private final List<String> pools;

    HostOrder(Lab lab, String host, String... pools) {
        this.lab = lab;
        this.host = host;
        this.pools = List.of(pools);
    }

    /** What a running guest has. */
    record Nic(String guest, String pool, String port, String device) {

        private String slot() {
            return pool + " " + device + " " + guest;
        }
    }

    List<Nic> nics() {
        return active("list")
                .flatMap(guest -> NIC.matcher(lab.virsh(host, "dumpxml", guest))
                        .results()
                        .map(nic -> new Nic(guest, nic.group(1), nic.group(2), nic.group(3))))
                .toList();
    }

    private Stream<String> active(String verb) {
        return lab.virsh(host, verb, "--name").lines().map(String::strip).filter(l -> !l.isEmpty());
    }

    /** Waits until all agree; fails with what does not. */
    void await(CoreFixture core) {
        AtomicReference<List<String>> wrong = new AtomicReference<>();
        try {
            Await.until("all books of host " + host + " agree", PATIENCE, () -> {
                wrong.set(wrong(core));
                return wrong.get().isEmpty();
            });
        } catch (AssertionError e) {
            throw new AssertionError(String.join("; ", wrong.get()), e);
        }
    }

    private List<String> wrong(CoreFixture core) {
        List<Nic> nics = nics();
        List<String> wrong = new ArrayList<>();
        try {
            List<Claim> claims = core.networks().claims().stream()
                    .map(c -> c.claim())
                    .filter(c -> c.key().host().equals(LibvirtHosts.name(host)))
                    .toList();
            claims.stream()
                    .filter(c -> c.state() != Claim.State.BOUND)
                    .forEach(c -> wrong.add("claim is " + c.state() + ": " + c));
            compare(
                    wrong,
                    "claims",
                    sorted(claims.stream().map(HostOrder::slot)),
                    sorted(nics.stream().map(Nic::slot)));
            for (String pool : active("net-list").filter(pools::contains).toList()) {
                List<Nic> own = nics.stream().filter(n -> n.pool().equals(pool)).toList();
                compare(
                        wrong,
                        "ports of " + pool,
                        ports(pool),
                        sorted(own.stream().map(Nic::port)));
                compare(wrong, "counters of " + pool, counters(pool), used(own));
            }
            core.operations().list(1000).stream()
                    .filter(o -> !o.state().isOver())
                    .map(Operation::toString)
                    .forEach(wrong::add);
            core.networks().doctor(Optional.empty()).forEach(f -> wrong.add("doctor: " + f));
        } catch (GuestnetException e) {
            wrong.add(e.getMessage());
        }
        return wrong;
    }

    private static void compare(List<String> wrong, String what, Object are, Object shouldBe) {
        if (!are.equals(shouldBe)) {
            wrong.add(what + " are " + are + ", guests have " + shouldBe);
        }
    }

    private static String slot(Claim claim) {
        return claim.network() + " " + claim.key().device() + " " + claim.guestName();
    }

    private static List<String> sorted(Stream<String> texts) {
        return texts.sorted().toList();
    }

    private List<String> ports(String pool) {
        return sorted(lab.virsh(host, "net-port-list", pool, "--uuid")
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty()));
    }

    private TreeMap<String, Integer> counters(String pool) throws GuestnetException {
        TreeMap<String, Integer> counters = new TreeMap<>();
        for (Member member : NetworkDocuments.libvirtNetwork(lab.virsh(host, "net-dumpxml", pool))
                .pool()) {
            if (member.connections() > 0) {
                counters.put(member.device().value(), member.connections());
            }
        }
        return counters;
    }

    private static TreeMap<String, Integer> used(Collection<Nic> nics) {
        return nics.stream().collect(Collectors.toMap(Nic::device, n -> 1, Integer::sum, TreeMap::new));
    }
}
