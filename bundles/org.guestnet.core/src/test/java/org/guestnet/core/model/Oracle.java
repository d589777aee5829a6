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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostReport;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.HostName;
import org.guestnet.model.XmlElement;

/**
 * Holds what must always hold, at each step, against what the simulated hosts are: not against the books of the core.
 *
 * <p>What people do beside Guestnet is allowed to break the rules. So an operation is judged only if nobody else touched the host
 * between the operation's last look at its network and its call.
 */
final class Oracle {

    private static final int LOOKS = 5;
    private static final Set<State> RUNS = Set.of(State.RUNNING, State.RUNNING_MIGRATED, State.PAUSED);

    private final Truth truth;
    private final Violations violations;
    private final Map<HostName, Doings> outsiders = new ConcurrentHashMap<>();
    private final Map<HostName, Doings> departures = new ConcurrentHashMap<>();
    private final Map<HostName, Doings> arrivals = new ConcurrentHashMap<>();
    private final Set<UUID> startedByOutsiders = ConcurrentHashMap.newKeySet();
    private final Map<UUID, List<XmlElement>> configured = new ConcurrentHashMap<>();
    private final ThreadLocal<Map<HostName, Look>> looks = ThreadLocal.withInitial(HashMap::new);
    private final AtomicLong judged = new AtomicLong();

    Oracle(Truth truth, Violations violations) {
        this.truth = truth;
        this.violations = violations;
    }

    /** What an operation saw of a host before it acted. */
    private record Look(long outsiders, long departures, long arrivals, Map<String, Map<String, Integer>> limits) {}

    /** How many placements were judged. */
    long judged() {
        return judged.get();
    }

    /** What others do at a host beside Guestnet. */
    Doings outsiders(HostName host) {
        return outsiders.computeIfAbsent(host, h -> new Doings());
    }

    /** Guests leave a host: libvirt may then choose another member than the one foreseen and claimed, which is open, too. */
    Doings departures(HostName host) {
        return departures.computeIfAbsent(host, h -> new Doings());
    }

    /** Guests migrate to a host: one that does not come after all has a member for a moment, and libvirt may choose otherwise too. */
    Doings arrivals(HostName host) {
        return arrivals.computeIfAbsent(host, h -> new Doings());
    }

    /** Somebody starts a guest beside Guestnet: if it runs twice then, that is not Guestnet's doing. */
    void outsiderStarts(UUID guest) {
        startedByOutsiders.add(guest);
    }

    /** A guest was defined; this configuration is to stay. */
    void defined(HostName host, UUID guest) {
        truth.of(host).guests().stream()
                .filter(g -> g.uuid().equals(guest))
                .forEach(g -> configured.put(guest, elements(g)));
    }

    private static List<XmlElement> elements(GuestReport guest) {
        return guest.interfaces().stream().map(GuestInterface::element).toList();
    }

    /** The calling thread's operation reads a network of a host. */
    void looks(HostName host) {
        long before = outsiders(host).mark();
        looks.get()
                .put(
                        host,
                        new Look(before, departures(host).mark(), arrivals(host).mark(), Truth.limits(truth.of(host))));
    }

    /** Whether a guest is on a host now. */
    boolean isThere(HostName host, UUID guest) {
        return truth.isActive(host, guest);
    }

    /** The calling thread's operation has put a guest on a host, or tried to. */
    void placed(HostName host, UUID guest, List<Claim> claims) {
        Look look = looks.get().get(host);
        judge(host, guest, claims, look != null && arrivals(host).isSince(look.arrivals()));
    }

    /** The calling thread's operation migrates a guest to a host, or has tried to. */
    void arrives(HostName host, UUID guest, List<Claim> claims) {
        Look look = looks.get().get(host);
        judge(host, guest, claims, look != null && arrivals(host).isOneSince(look.arrivals()));
    }

    /**
     * Of an exclusive pool libvirt gives a member that drains to the next guest when its own has left at that very moment: no blocker
     * can stand there before.
     */
    private void judge(HostName host, UUID guest, List<Claim> claims, boolean alone) {
        HostReport now = truth.of(host);
        Look look = looks.get().get(host);
        Optional<GuestReport> there = Truth.active(now, guest);
        if (look == null || there.isEmpty() || !outsiders(host).isSince(look.outsiders())) {
            return;
        }
        judged.incrementAndGet();
        Map<String, Integer> users = Truth.users(now);
        Map<String, Map<String, Integer>> limits = Truth.limits(now);
        boolean foreseen = alone && departures(host).isSince(look.departures());
        for (GuestInterface nic : there.get().live()) {
            String network = nic.network().map(n -> n.value()).orElse("");
            Optional<String> device = Truth.device(nic);
            if (device.isPresent()) {
                int limit = Math.max(limit(look.limits(), network, device.get()), limit(limits, network, device.get()));
                long count = users.get(device.get()) - ownOfOthers(there.get(), network, device.get());
                boolean late = limit == 0 && !foreseen && Pools.isExclusive(now, network);
                if (count > limit && !late) {
                    violations.add("OVER: " + there.get().name() + " was put at " + device.get() + " of " + host
                            + " by "
                            + network + ", which allows " + limit + ", and now has " + count + "; the network's limits "
                            + Pools.describe(limits.getOrDefault(network, Map.of())) + "; users " + users);
                }
                if (foreseen
                        && limit < Integer.MAX_VALUE
                        && claims.stream().noneMatch(c -> isOf(c, host, guest, device.get()))) {
                    violations.add("UNCLAIMED: " + there.get().name() + " runs at " + device.get() + " of " + host
                            + ", limited to " + limit + ", and has no claim there");
                }
            }
        }
    }

    /** The same guest's interfaces at that device by other networks, which have limits of their own: they may have come later. */
    private static long ownOfOthers(GuestReport guest, String network, String device) {
        return guest.live().stream()
                .filter(n -> Truth.device(n).filter(device::equals).isPresent())
                .filter(n ->
                        n.network().filter(name -> name.value().equals(network)).isEmpty())
                .count();
    }

    private static int limit(Map<String, Map<String, Integer>> limits, String network, String device) {
        return limits.getOrDefault(network, Map.of()).getOrDefault(device, Integer.MAX_VALUE);
    }

    private static boolean isOf(Claim claim, HostName host, UUID guest, String device) {
        return claim.key().host().equals(host)
                && claim.guest().equals(guest)
                && Cards.first(claim.key().device()).equals(device);
    }

    /** A claim is about to be freed. */
    void frees(Claim claim) {
        HostName host = claim.key().host();
        Optional<GuestReport> there = Truth.active(truth.of(host), claim.guest());
        boolean used = there.stream()
                .flatMap(g -> g.live().stream())
                .anyMatch(n -> n.mac().equals(claim.nic())
                        && Truth.device(n)
                                .filter(Cards.first(claim.key().device())::equals)
                                .isPresent());
        if (used && !startedByOutsiders.contains(claim.guest())) {
            violations.add("FREED: the claim of " + claim.guestName() + " at "
                    + claim.key().device() + " of " + host + " is freed while the guest has the device");
        }
    }

    /** After any call: no guest runs twice, and no configuration is another. */
    void check() {
        List<HostReport> once = truth.hosts().stream().map(truth::of).toList();
        for (Map.Entry<UUID, List<XmlElement>> guest : configured.entrySet()) {
            List<HostName> running = new ArrayList<>();
            for (int i = 0; i < once.size(); i++) {
                Optional<GuestReport> there = once.get(i).guests().stream()
                        .filter(g -> g.uuid().equals(guest.getKey()))
                        .findFirst();
                there.ifPresent(g -> checkConfiguration(g, guest.getValue()));
                if (there.filter(g -> RUNS.contains(g.state())).isPresent()) {
                    running.add(truth.hosts().get(i));
                }
            }
            if (running.size() > 1 && !startedByOutsiders.contains(guest.getKey())) {
                checkCopies(guest.getKey(), running);
            }
        }
    }

    private void checkConfiguration(GuestReport guest, List<XmlElement> wanted) {
        if (guest.persistent() && !elements(guest).equals(wanted)) {
            violations.add("CONFIGURATION of " + guest.name() + " was changed to " + elements(guest));
        }
    }

    /** Hosts are looked at one after the other, and the guest may move meanwhile: who runs twice does so at every look. */
    private void checkCopies(UUID guest, List<HostName> running) {
        List<HostName> still = running;
        for (int look = 0; look < LOOKS && still.size() > 1; look++) {
            still = still.stream()
                    .filter(h -> Truth.active(truth.of(h), guest)
                            .filter(g -> RUNS.contains(g.state()))
                            .isPresent())
                    .toList();
        }
        if (still.size() > 1) {
            violations.add("COPIES: guest " + guest + " runs on " + still);
        }
    }
}
