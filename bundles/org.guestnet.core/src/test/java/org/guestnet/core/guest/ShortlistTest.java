/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.guestnet.api.Candidate;
import org.guestnet.api.Shortlist;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.StillHosts;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.operation.Draining;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.placement.Placer;
import org.guestnet.core.type.Definitions;
import org.guestnet.core.type.TypeRegistry;
import org.guestnet.core.type.TypeRegistry.Registration;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.Claim;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.xml.GuestDocuments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The best hosts that are sought in an index are those of the whole list, whatever changes in random fleets. */
class ShortlistTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final GuestName WEB1 = new GuestName("web1");
    private static final HostName SOURCE = new HostName("h0");
    private static final int HOSTS = 16;
    private static final int ROUNDS = 60;
    private static final int MEMBERS = 6;

    private final long seed = Long.getLong("guestnet.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final StillHosts hosts = new StillHosts();
    private final MemoryStore store = new MemoryStore();
    private final TypeRegistry types = new TypeRegistry();
    private final Registration pools = new Registration(new DirectNetworkType(), "direct", 0, 1, "test");
    private Fleet fleet;
    private Candidates candidates;

    @BeforeEach
    void build() throws GuestnetException {
        types.add(new Registration(new BridgeNetworkType(), "bridge", 0, 2, "test"));
        types.add(pools);
        fleet = new Fleet(store);
        fleet.bindDriver(hosts);
        NetworkReader reader = new NetworkReader(new Definitions(types));
        candidates = new Candidates(
                fleet, new Placer(reader), reader, new Claims(store, fleet), new Draining(new OperationEngine(store)));
        hosts.put(
                SOURCE, new HostReport(devices(), List.of(bridge("red"), pool("blue")), List.of(guest(WEB1, 0, true))));
        for (int i = 0; i < HOSTS; i++) {
            HostName name = new HostName("h" + i);
            if (i > 0) {
                hosts.put(name, report());
            }
            fleet.add(new Host(name, HostAddress.parse("sim:" + name), Hypervisor.QEMU))
                    .awaitLook(PATIENCE);
        }
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    private static List<HostDevice> devices() {
        return IntStream.range(0, MEMBERS)
                .mapToObj(i ->
                        HostDevice.of(new DeviceName("eth" + i), "ethernet").withLinkUp(true))
                .toList();
    }

    private static NetworkReport network(String name, String body, boolean active) {
        String xml = "<network><name>" + name + "</name>" + body + "</network>";
        return new NetworkReport(
                new NetworkName(name),
                UUID.randomUUID(),
                true,
                true,
                xml,
                active ? Optional.of(xml) : Optional.empty(),
                List.of());
    }

    private static NetworkReport bridge(String name) {
        return network(name, "<forward mode='bridge'/><bridge name='br0'/>", true);
    }

    private NetworkReport pool(String name) {
        StringBuilder members = new StringBuilder();
        int first = random.nextInt(MEMBERS);
        IntStream.range(first, MEMBERS).forEach(i -> members.append("<interface dev='eth" + i + "'/>"));
        String mode = random.nextInt(4) == 0 ? "vepa" : "passthrough";
        return network(name, "<forward mode='" + mode + "'>" + members + "</forward>", random.nextInt(5) > 0);
    }

    private HostReport report() {
        List<NetworkReport> networks = new ArrayList<>();
        for (String name : List.of("red", "blue")) {
            switch (random.nextInt(8)) {
                case 0 -> {} // missing
                case 1, 2 -> networks.add(network(name, "<forward mode='bridge'/><bridge name='br0'/>", true));
                default -> networks.add(pool(name));
            }
        }
        List<GuestReport> guests = IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> guest(new GuestName("other" + i), 1 + i, random.nextBoolean()))
                .toList();
        return new HostReport(random.nextInt(6) == 0 ? List.of() : devices(), networks, guests);
    }

    private GuestReport guest(GuestName name, int number, boolean runs) {
        String nic = "<interface type='network'><mac address='52:54:00:00:0%d:0%d'/><source network='%s'/></interface>";
        String live = number == 0
                ? nic.formatted(0, number, "red") + nic.formatted(1, number, "blue")
                : "<interface type='direct'><mac address='52:54:00:00:00:0" + number + "'/><source dev='eth"
                        + random.nextInt(MEMBERS) + "' mode='passthrough'/></interface>";
        try {
            List<GuestInterface> nics = GuestDocuments.interfaces("<domain><devices>" + live + "</devices></domain>");
            GuestReport.State state = runs ? GuestReport.State.RUNNING : GuestReport.State.SHUT_OFF;
            UUID uuid = new UUID(random.nextLong(), number);
            return new GuestReport(uuid, name, state, true, false, false, nics, runs ? nics : List.of());
        } catch (GuestnetException e) {
            throw new IllegalStateException(e);
        }
    }

    private void change() throws GuestnetException {
        HostName host = new HostName("h" + (1 + random.nextInt(HOSTS - 1)));
        switch (random.nextInt(6)) {
            case 0 -> hosts.remove(host);
            case 1 -> claim(host);
            case 2 -> {
                types.remove(pools.provider());
                types.add(
                        random.nextBoolean() ? pools : new Registration(new DirectNetworkType(), "direct", 0, 1, "x"));
            }
            case 3 -> types.remove(pools.provider());
            default -> hosts.put(host, report());
        }
        if (random.nextBoolean()) {
            fleet.host(host).awaitLook(PATIENCE);
        }
    }

    private void claim(HostName host) throws GuestnetException {
        store.take(List.of(new Claim(
                new Claim.Key(host, "eth" + random.nextInt(MEMBERS), 0),
                new NetworkName("blue"),
                UUID.randomUUID(),
                "claimant",
                new MacAddress("52:54:00:00:00:77"),
                OperationId.random(),
                Claim.State.HELD,
                Instant.now())));
    }

    @Test
    void theBestAreThoseOfTheWholeListAndAllOthersAreCounted() throws GuestnetException {
        GuestFinder finder = new GuestFinder(fleet);
        for (int round = 0; round < ROUNDS; round++) {
            change();
            int limit = 1 + random.nextInt(4);
            List<Candidate> all = candidates.of(finder.find(WEB1, Optional.empty()));
            Shortlist shortlist = candidates.best(finder.find(WEB1, Optional.empty()), limit);
            if (!all.equals(candidates.of(finder.find(WEB1, Optional.empty())))) {
                continue; // a look came in between
            }
            String seeded = "seed " + seed + ", round " + round;
            assertThat(shortlist.best())
                    .as(seeded)
                    .isEqualTo(all.stream()
                            .filter(Candidate::eligible)
                            .limit(limit)
                            .toList());
            int cannot = shortlist.cannot().values().stream().mapToInt(i -> i).sum();
            assertThat(shortlist.best().size() + cannot + shortlist.others())
                    .as(seeded)
                    .isEqualTo(all.size());
            shortlist
                    .cannot()
                    .forEach((code, count) -> assertThat(all.stream()
                                    .filter(c -> c.blockers().stream()
                                            .map(Finding::code)
                                            .anyMatch(code::equals)))
                            .as(seeded + ", " + code)
                            .hasSizeGreaterThanOrEqualTo(count));
        }
    }

    @Test
    void aGuestIsFoundByItsNameWhereverItGoes() throws GuestnetException {
        GuestFinder finder = new GuestFinder(fleet);
        assertThat(finder.find(WEB1, Optional.empty()).host().name()).isEqualTo(SOURCE);
        GuestName moved = new GuestName("moved");
        HostName there = new HostName("h7");
        hosts.put(there, new HostReport(List.of(), List.of(), List.of(guest(moved, 3, true))));
        fleet.host(there).awaitLook(PATIENCE);
        assertThat(finder.find(moved, Optional.empty()).host().name()).isEqualTo(there);
        fleet.remove(there);
        assertThat(fleet.having(moved)).isEmpty();
    }

    @Test
    void aHostThatWasRemovedIsNoCandidate() throws GuestnetException {
        fleet.remove(new HostName("h3"));
        Shortlist shortlist = candidates.best(new GuestFinder(fleet).find(WEB1, Optional.empty()), HOSTS);
        int cannot = shortlist.cannot().values().stream().mapToInt(i -> i).sum();
        assertThat(shortlist.best().size() + cannot + shortlist.others()).isEqualTo(HOSTS - 2);
    }
}
