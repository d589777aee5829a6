/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.api.DefineOptions;
import org.guestnet.core.model.Round.Length;
import org.guestnet.model.HostName;
import org.junit.jupiter.api.Test;

/** What the model test is worth: it sees what is broken, and a seed plays it again. */
class ReplayTest {

    private static final int SEEDS = 6;
    private static final int MOST = 4;
    private static final int TRIES = 5;
    private static final int ENOUGH = 300;
    private static final HostName KVM1 = World.HOSTS.get(0);

    /** Where a manager is killed or a time is over, the machine's own timing has a say. */
    @Test
    void mostSeedsArePlayedInTheSameOrderAgain() throws Exception {
        int same = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            same += isPlayedAgain(seed) ? 1 : 0;
        }
        assertThat(same).isGreaterThanOrEqualTo(MOST);
    }

    private static boolean isPlayedAgain(long seed) throws Exception {
        Set<List<String>> orders = new HashSet<>();
        for (int i = 0; i < TRIES; i++) {
            Round round = new Round(seed, Length.SHORT, true);
            round.play();
            assertThat(round.order()).isNotEmpty();
            if (!orders.add(round.order())) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aStoreThatForgetsClaimsIsFoundOutAndTheReportSaysHowToPlayItAgain() {
        for (long seed = 1; ; seed++) {
            Round round = new Round(seed, Length.SHORT, true).forgetful();
            Throwable broken = catchThrowable(round::play);
            if (broken != null) {
                assertThat(broken)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("UNCLAIMED: ")
                        .hasMessageContaining(
                                "./mvnw -Pquick -pl bundles/org.guestnet.core -am verify -Dtest=ModelTest -Dguestnet.seed="
                                        + seed + " -Dguestnet.length=short");
                return;
            }
            assertThat(seed).isLessThan(ENOUGH);
        }
    }

    /** libvirt itself knows no limit: it gives the member to the second guest, too. */
    @Test
    void aSlotThatIsGivenTwiceIsFoundOut() throws Exception {
        try (World world = new World(1, what -> {}, Duration.ofSeconds(20), false)) {
            world.core()
                    .networks()
                    .define(
                            KVM1,
                            "<network type='direct'><name>red-network</name><source mode='bridge'>"
                                    + "<interface dev='ens1f0' maxConnections='1'/></source></network>",
                            DefineOptions.defaults());
            world.core().guests().start(World.guest(0).name(), Optional.of(KVM1), false);
            assertThat(world.violations.all()).isEmpty();
            UUID second = World.guest(3).uuid();
            world.oracle.looks(KVM1);
            world.withSession(KVM1, s -> s.startGuest(second));
            world.oracle.placed(KVM1, second, world.store.claims());
            assertThat(world.violations.all()).anyMatch(v -> v.startsWith("OVER: web3 was put at ens1f0 of kvm1"));
        }
    }
}
