/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.guestnet.core.steering.Blockers;
import org.guestnet.core.steering.PoolForecast;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.xml.Member;
import org.junit.jupiter.api.Test;

class StandingBlockersTest {

    private static final NetworkName RED = new NetworkName("red");

    private static DeviceName member(int i) {
        return new DeviceName("eth" + i);
    }

    /** A pool whose first members are dead. */
    private static PoolLedger pool(String mode, int size, int dead, List<Port> ports) {
        List<Member> live = IntStream.range(0, size)
                .mapToObj(i -> new Member(member(i), (int) ports.stream()
                        .filter(p ->
                                p.plug().orElseThrow().device().orElseThrow().equals(member(i)))
                        .count()))
                .toList();
        Finding reason = Finding.blocker("MEMBER_UNUSABLE", "no carrier", "");
        List<AttachmentPoint> points = IntStream.range(0, size)
                .mapToObj(i ->
                        i < dead ? AttachmentPoint.of(member(i)).withUnusable(reason) : AttachmentPoint.of(member(i)))
                .toList();
        return new PoolLedger(
                new HostName("kvm1"),
                RED,
                mode,
                mode.equals("passthrough"),
                live,
                IntStream.range(0, size).mapToObj(StandingBlockersTest::member).toList(),
                points,
                ports,
                List.of(),
                true);
    }

    @Test
    void aDeadExclusiveMemberHasOneBlocker() {
        assertThat(StandingBlockers.target(pool("passthrough", 4, 2, List.of())))
                .isEqualTo(Map.of(member(0), 1, member(1), 1));
    }

    @Test
    void ofALargeSharedPoolDeadMembersHaveTwoBlockersEachAndLibvirtPassesThemOverForLong() {
        PoolLedger ledger = pool("bridge", 256, 128, List.of());
        Map<DeviceName, Integer> target = StandingBlockers.target(ledger);
        assertThat(target).hasSize(128);
        assertThat(target.values()).containsOnly(2);
        PoolForecast forecast = new PoolForecast(ledger.live(), false).after(target);
        assertThat(forecast.next(StandingBlockers.STARTS)).allMatch(d -> !target.containsKey(d));
    }

    @Test
    void aSharedPoolIsSafeForSixteenStartsHoweverManyGoodMembersThereAre() {
        for (int good = 1; good <= 20; good++) {
            PoolLedger ledger = pool("bridge", good + 1, 1, List.of());
            PoolForecast forecast = new PoolForecast(ledger.live(), false).after(StandingBlockers.target(ledger));
            assertThat(forecast.next(StandingBlockers.STARTS)).doesNotContain(member(0));
        }
    }

    @Test
    void guestsAtADeadMemberDoNotHoldItForTheyMayStop() {
        List<Port> guests = IntStream.range(0, 12)
                .mapToObj(i -> new Port(
                        new UUID(0, i),
                        RED,
                        "web" + i,
                        new UUID(1, i),
                        new MacAddress("52:54:00:00:00:01"),
                        Optional.empty(),
                        Optional.of(Plug.direct(member(0), "bridge"))))
                .toList();
        assertThat(StandingBlockers.target(pool("bridge", 2, 1, guests))).isEqualTo(Map.of(member(0), 17));
    }

    @Test
    void whatStandsIsKeptWhileItHolds() {
        List<Port> ports = new ArrayList<>(Blockers.standing(RED, "bridge", member(0), 17));
        PoolLedger ledger = pool("bridge", 2, 1, ports);
        assertThat(StandingBlockers.change(ledger)).isEqualTo(new StandingBlockers.Change(List.of(), List.of()));
        assertThat(LedgerPlanner.plan(ledger).isEmpty()).isTrue();
    }

    @Test
    void whenTheReasonIsGoneTheyAreDeleted() {
        List<Port> ports = Blockers.standing(RED, "bridge", member(0), 17);
        assertThat(StandingBlockers.change(pool("bridge", 2, 0, ports)).delete())
                .isEqualTo(ports);
    }

    @Test
    void withoutAGoodMemberASharedPoolIsLeftAsItIs() {
        assertThat(StandingBlockers.target(pool("bridge", 2, 2, List.of()))).isEmpty();
    }

    @Test
    void aPlanForAPoolOfTheLargestSizeTakesNoTime() {
        PoolLedger ledger = pool("bridge", 4096, 2048, List.of());
        long begun = System.nanoTime();
        assertThat(LedgerPlanner.plan(ledger).book()).hasSize(2 * 2048);
        assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
    }
}
