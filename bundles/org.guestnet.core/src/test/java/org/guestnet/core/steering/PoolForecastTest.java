/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.guestnet.model.DeviceName;
import org.guestnet.xml.Member;
import org.junit.jupiter.api.Test;

class PoolForecastTest {

    private static final DeviceName A = new DeviceName("a");
    private static final DeviceName B = new DeviceName("b");
    private static final DeviceName C = new DeviceName("c");

    private static PoolForecast pool(boolean exclusive, int a, int b, int c) {
        return new PoolForecast(List.of(new Member(A, a), new Member(B, b), new Member(C, c)), exclusive);
    }

    @Test
    void anExclusivePoolGivesItsFirstMemberWithoutConnection() {
        assertThat(pool(true, 1, 0, 0).next()).contains(B);
        assertThat(pool(true, 1, 1, 1).next()).isEmpty();
    }

    @Test
    void aSharedPoolGivesTheLeastUsedAndOfEqualsTheFirst() {
        assertThat(pool(false, 2, 1, 1).next()).contains(B);
        assertThat(pool(false, 0, 0, 0).next(4)).containsExactly(A, B, C, A);
    }

    @Test
    void anExclusivePoolIsSteeredByBlockingTheFreeMembersBefore() {
        assertThat(pool(true, 0, 1, 0).blockersFor(List.of(C))).isEqualTo(Map.of(A, 1));
        assertThat(pool(true, 0, 0, 0).blockersFor(List.of(A))).isEmpty();
    }

    @Test
    void aMemberWithAConnectionInLibvirtsBooksCannotBeSteeredTo() {
        assertThat(pool(true, 0, 1, 0).canSteerTo(B)).isFalse();
        assertThat(pool(false, 0, 1, 0).canSteerTo(B)).isTrue();
    }

    @Test
    void aMemberThatIsNotInThePoolCannotBeSteeredTo() {
        assertThat(pool(false, 0, 0, 0).canSteerTo(new DeviceName("d"))).isFalse();
        assertThatThrownBy(() -> pool(false, 0, 0, 0).blockersFor(List.of(new DeviceName("d"))))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void blockersMakeLibvirtChooseTheWantedMemberWhateverTheCounters() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            boolean exclusive = random.nextBoolean();
            PoolForecast pool = randomPool(random, exclusive);
            for (Member wanted : pool.members()) {
                if (pool.canSteerTo(wanted.device())) {
                    assertThat(blocked(pool, pool.blockersFor(List.of(wanted.device())))
                                    .next())
                            .as("%s to %s", pool, wanted)
                            .contains(wanted.device());
                }
            }
        }
    }

    @Test
    void portsOfOneGuestLandOnTheMembersThatAreWantedAndOnEachAsOftenAsWanted() {
        Random random = new Random(13);
        for (int round = 0; round < 2_000; round++) {
            PoolForecast pool = randomPool(random, false);
            List<DeviceName> wanted = random.ints(
                            1 + random.nextInt(4), 0, pool.members().size())
                    .mapToObj(i -> pool.members().get(i).device())
                    .toList();
            assertThat(pool.after(pool.blockersFor(wanted)).next(wanted.size()))
                    .as("%s to %s", pool, wanted)
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void twoPortsOfOneGuestLandOnTheTwoWantedMembers() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            PoolForecast pool = randomPool(random, true);
            List<DeviceName> free = pool.members().stream()
                    .map(Member::device)
                    .filter(pool::canSteerTo)
                    .toList();
            if (free.size() >= 2) {
                List<DeviceName> wanted = free.subList(free.size() - 2, free.size());
                assertThat(blocked(pool, pool.blockersFor(wanted)).next(2)).containsExactlyInAnyOrderElementsOf(wanted);
            }
        }
    }

    private static PoolForecast randomPool(Random random, boolean exclusive) {
        List<Member> members = new ArrayList<>();
        int size = 1 + random.nextInt(6);
        for (int i = 0; i < size; i++) {
            members.add(new Member(new DeviceName("d" + i), random.nextInt(exclusive ? 2 : 5)));
        }
        return new PoolForecast(members, exclusive);
    }

    private static PoolForecast blocked(PoolForecast pool, Map<DeviceName, Integer> blockers) {
        PoolForecast forecast = pool;
        for (Map.Entry<DeviceName, Integer> blocker : blockers.entrySet()) {
            for (int i = 0; i < blocker.getValue(); i++) {
                forecast = forecast.after(blocker.getKey());
            }
        }
        return forecast;
    }
}
