/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guestnet.api.HostInfo;
import org.guestnet.core.drain.Seating.Seat;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Guests;
import org.guestnet.core.host.HostState;
import org.guestnet.core.host.Identities;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.junit.jupiter.api.Test;

class SeatsTest {

    private static final HostState KVM1 = host("kvm1");
    private static final HostState KVM2 = host("kvm2");
    private static final HostState KVM3 = host("kvm3");
    private static final List<Vacancy> VACANCIES = List.of(Vacancy.of(KVM2, List.of()), Vacancy.of(KVM3, List.of()));

    private static HostState host(String name) {
        return new HostState(
                new Host(new HostName(name), HostAddress.parse("sim:" + name), Hypervisor.QEMU),
                HostInfo.State.UP,
                "",
                Optional.empty(),
                Map.of(),
                Identities.NONE,
                Map.of(),
                Guests.NONE,
                Optional.empty(),
                Optional.empty());
    }

    private static Found guest(String name) {
        return new Found(
                KVM1,
                new GuestReport(
                        UUID.randomUUID(),
                        new GuestName(name),
                        GuestReport.State.RUNNING,
                        true,
                        false,
                        false,
                        List.of(),
                        List.of()));
    }

    /** Each host takes so many guests, and of each guest only these hosts. */
    private static SeatJudge judge(int slots, Map<String, Set<HostName>> only) {
        return (guest, vacancy) -> {
            boolean may = only.getOrDefault(guest.report().name().value(), Set.of(KVM2.name(), KVM3.name()))
                    .contains(vacancy.name());
            return may && vacancy.guests() < slots
                    ? new Verdict(List.of(), List.of(), 100 * (slots - vacancy.guests()) / slots)
                    : Verdict.no(List.of(
                            Finding.blocker(Codes.POOL_EXHAUSTED, "full", "").on(vacancy.name())));
        };
    }

    private static Map<String, HostName> places(Seating seating) {
        return seating.seats().stream()
                .collect(java.util.stream.Collectors.toMap(
                        s -> s.guest().report().name().value(), Seat::host));
    }

    @Test
    void theGuestThatTheFewestHostsCanTakeComesFirst() {
        SeatJudge judge = judge(1, Map.of("b", Set.of(KVM2.name())));
        Seating seating = Seats.of(List.of(guest("a"), guest("b")), VACANCIES, judge);
        assertThat(places(seating)).isEqualTo(Map.of("a", KVM3.name(), "b", KVM2.name()));
        assertThat(seating.seats().get(0).guest().report().name()).hasToString("b");
        assertThat(seating.seats().get(0).reason()).startsWith("the only host");
        assertThat(seating.unplaced()).isEmpty();
    }

    @Test
    void whatIsPlannedCountsForTheNext() {
        Seating seating = Seats.of(List.of(guest("a"), guest("b"), guest("c")), VACANCIES, judge(1, Map.of()));
        assertThat(seating.seats())
                .extracting(Seat::host)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(seating.unplaced())
                .singleElement()
                .satisfies(u -> assertThat(u.blockers())
                        .extracting(f -> f.host().orElseThrow())
                        .containsExactly(KVM2.name(), KVM3.name()));
    }

    @Test
    void guestsGoWhereTheScarcestNetworkIsFreest() {
        Seating seating =
                Seats.of(List.of(guest("a"), guest("b"), guest("c"), guest("d")), VACANCIES, judge(4, Map.of()));
        assertThat(seating.seats())
                .extracting(Seat::host)
                .containsExactly(KVM2.name(), KVM3.name(), KVM2.name(), KVM3.name());
    }

    @Test
    void whoeverHasAsManyHostsAsThereAreGuestsFindsAPlaceAndIsNotJudgedEverywhere() {
        List<Vacancy> many = IntStream.range(0, 1_000)
                .mapToObj(i -> Vacancy.of(host("host" + i), List.of()))
                .toList();
        AtomicInteger judged = new AtomicInteger();
        SeatJudge judge = (guest, vacancy) -> {
            judged.incrementAndGet();
            boolean only = !guest.report().name().value().equals("c")
                    || vacancy.name().value().equals("host7");
            return only && vacancy.guests() == 0
                    ? new Verdict(List.of(), List.of(), 100)
                    : Verdict.no(List.of(Finding.blocker(Codes.POOL_EXHAUSTED, "full", "")));
        };
        List<Found> guests = List.of(guest("a"), guest("b"), guest("c"));
        List<Found> choosy = Choosy.of(guests, many, judge);
        assertThat(choosy).extracting(g -> g.report().name().value()).containsExactly("c");
        assertThat(judged).hasValue(3 + 3 + many.size());
        assertThat(Seats.of(choosy, many, judge).unplaced()).isEmpty();
    }

    @Test
    void noGuestThatIsLeftOutIsStrandedAmongRandomHosts() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<Found> guests =
                    IntStream.range(0, 4).mapToObj(i -> guest("g" + i)).toList();
            List<Vacancy> hosts = IntStream.range(0, 6)
                    .mapToObj(i -> Vacancy.of(host("host" + i), List.of()))
                    .toList();
            Map<String, Set<HostName>> only = new HashMap<>();
            guests.forEach(g -> only.put(
                    g.report().name().value(),
                    hosts.stream()
                            .map(Vacancy::name)
                            .filter(h -> random.nextBoolean())
                            .collect(Collectors.toSet())));
            SeatJudge judge = judge(1, only);
            List<String> choosy = Choosy.of(guests, hosts, judge).stream()
                    .map(g -> g.report().name().value())
                    .toList();
            assertThat(Seats.of(guests, hosts, judge).unplaced())
                    .extracting(u -> u.guest().report().name().value())
                    .as("round " + round)
                    .isSubsetOf(choosy);
        }
    }
}
