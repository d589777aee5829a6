/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While a guest's memory moves, a libvirt daemon dies or hangs, somebody gives the migration up, or the destination's network is
 * destroyed: the guest runs on one host, the operation says on which, and the other has nothing of it. Each case has a pair of hosts,
 * so that all go on at the same time; they wait for libvirt more than for the machine.
 */
@RequiresLab(hosts = 8)
final class MigrationFaultsIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LIBVIRTS = Duration.ofSeconds(60); // its hosts give each other up after 32 s
    private static final int SLOWLY = 3; // MiB a second: the system's memory takes longer than a hand to the switch
    private static final int STEADILY = 8;

    private static LibvirtDriver driver;

    private final Lab lab;

    MigrationFaultsIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void startDriver(Lab lab) {
        driver = LibvirtHosts.driver(lab);
    }

    @AfterAll
    static void stopDriver() {
        driver.stop();
    }

    private interface Case {
        void on(MovingPair pair) throws Exception;
    }

    private void allAtOnce(boolean amongPeers, List<Case> cases) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            List<String> hosts = lab.hosts().subList(2 * i, 2 * i + 2);
            all.add(CompletableFuture.runAsync(() -> run(one, hosts, amongPeers), Threads.each()));
        }
        List<Throwable> failures = new ArrayList<>();
        all.forEach(c -> c.handle((done, failure) -> failure == null || failures.add(failure))
                .join());
        assertThat(failures).isEmpty();
    }

    private void run(Case one, List<String> hosts, boolean amongPeers) {
        try (MovingPair pair = new MovingPair(lab, driver, hosts, amongPeers)) {
            one.on(pair);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDaemon(boolean amongPeers) {
        allAtOnce(
                amongPeers,
                List.of(
                        pair -> dies(pair, pair.from()),
                        pair -> dies(pair, pair.to()),
                        pair -> hangs(pair, pair.from()),
                        pair -> hangs(pair, pair.to())));
    }

    private void dies(MovingPair pair, String host) throws Exception {
        pair.begin(SLOWLY, progress -> {});
        lab.libvirtd(host, "kill");
        Optional<GuestnetException> answer = pair.answer();
        pair.isWhere(answer);
        lab.libvirtd(host, "start");
        ended(pair, answer);
    }

    private void hangs(MovingPair pair, String host) throws Exception {
        pair.begin(SLOWLY, progress -> {});
        lab.freeze(host);
        Optional<GuestnetException> answer;
        try {
            answer = pair.answer();
            pair.isWhere(answer);
        } finally {
            lab.thaw(host);
        }
        ended(pair, answer);
    }

    /** A fault that was seen is not told as success; and one that the hosts got over by themselves need not be told. */
    private static void ended(MovingPair pair, Optional<GuestnetException> answer) throws Exception {
        Operation over = pair.ends(LIBVIRTS);
        if (answer.isEmpty()) {
            assertThat(over.state()).isEqualTo(State.DONE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRequestToGiveUpAndANetworkThatIsDestroyed(boolean amongPeers) {
        allAtOnce(
                amongPeers,
                List.of(
                        pair -> givenUpAt(pair, 1),
                        pair -> givenUpAt(pair, 50),
                        pair -> givenUpAt(pair, 90),
                        this::losesItsNetwork));
    }

    private static void givenUpAt(MovingPair pair, int percent) throws Exception {
        AtomicInteger seen = new AtomicInteger();
        pair.begin(STEADILY, progress -> seen.set(progress.percent()));
        Await.until("so much has moved", LIBVIRTS, () -> seen.get() >= percent);
        pair.core().operations().abort(pair.operation().id().toString());
        Optional<GuestnetException> answer = pair.answer();
        Operation over = pair.ends(SOON);
        assertThat(answer)
                .as("given up at %d %%", seen.get())
                .hasValueSatisfying(e -> assertThat(e.code()).isEqualTo(Codes.ABORTED));
        assertThat(over.state()).isEqualTo(State.UNDONE);
    }

    /** It runs where it arrived, which is told; and its port and its counter are back when the network is. */
    private void losesItsNetwork(MovingPair pair) throws Exception {
        pair.begin(STEADILY, progress -> {});
        lab.virsh(pair.to(), "net-destroy", MovingPair.POOL);
        assertThat(pair.answer()).isEmpty();
        assertThat(pair.operation().findings()).extracting(f -> f.code()).contains(Codes.DISCONNECTED);
        pair.core().networks().start(LibvirtHosts.name(pair.to()), new NetworkName(MovingPair.POOL), false);
        assertThat(pair.ends(SOON).state()).isEqualTo(State.DONE);
    }
}
