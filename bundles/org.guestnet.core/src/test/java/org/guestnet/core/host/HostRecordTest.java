/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostReport;
import org.guestnet.model.GuestName;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.LibvirtVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever waits for a look gets one that began after he asked, and no later one. */
@Timeout(60)
class HostRecordTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final HostFacts FACTS = new HostFacts("kvm1", Hypervisor.QEMU, new LibvirtVersion(9, 0, 0), true);
    private static final HostReport EMPTY = new HostReport(List.of(), List.of(), List.of());

    private static final UUID WEB1 = new UUID(0, 1);

    private final GuestIndex<HostRecord> index = new GuestIndex<>();
    private final HostRecord record = new HostRecord(
            HostState.connecting(new Host(new HostName("kvm1"), HostAddress.parse("sim:kvm1"), Hypervisor.QEMU)),
            index);

    private CompletableFuture<HostState> waiter() {
        CompletableFuture<HostState> waiter = new CompletableFuture<>();
        Thread thread = new Thread(() -> waiter.complete(record.awaitLook(LONG)), "waiter");
        thread.setDaemon(true);
        thread.start();
        await().atMost(PATIENCE).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return waiter;
    }

    private static void assertAnswered(CompletableFuture<HostState> waiter) {
        await().atMost(PATIENCE).until(waiter::isDone);
    }

    private void lookEnds(long begun) {
        assertThat(record.lookEnds(FACTS, EMPTY, begun, true)).isPresent();
        record.looked();
    }

    private void down() {
        record.down("it is off");
        record.looked();
    }

    @Test
    void aLookThatWasUnderWayDoesNotAnswerAndAnotherFollowsAtOnce() {
        long begun = record.lookBegins();
        CompletableFuture<HostState> waiter = waiter();
        lookEnds(begun);
        assertThat(waiter).isNotDone();
        record.rest(LONG); // does not rest
        lookEnds(record.lookBegins());
        assertAnswered(waiter);
    }

    @Test
    void aLookThatIsRepeatedAnswersWhoCameDuringItsFirstTry() {
        long begun = record.lookBegins();
        CompletableFuture<HostState> waiter = waiter();
        record.patch(s -> s);
        assertThat(record.lookEnds(FACTS, EMPTY, begun, false)).isEmpty();
        lookEnds(record.lookBegins());
        assertAnswered(waiter);
    }

    @Test
    void whoWaitsShortensTheWaitBeforeAHostIsTriedAgain() {
        down();
        CompletableFuture<HostState> waiter = waiter();
        record.restBeforeRetry(LONG);
        down();
        assertAnswered(waiter);
    }

    private static UnaryOperator<HostState> named(String name) {
        return state -> state.with(new GuestReport(
                WEB1, new GuestName(name), GuestReport.State.SHUT_OFF, true, false, false, List.of(), List.of()));
    }

    @Test
    void theIndexHasTheNamesThatTheGuestsHaveNow() {
        record.patch(named("web1"));
        assertThat(index.having(new GuestName("web1"))).containsExactly(record);
        record.patch(named("web2"));
        assertThat(index.having(new GuestName("web1"))).isEmpty();
        assertThat(index.having(new GuestName("web2"))).containsExactly(record);
        record.patch(s -> s.withoutGuest(WEB1));
        assertThat(index.size()).isZero();
    }

    @Test
    void whileAHostGetsAnotherRecordItsGuestsAreKnown() {
        record.patch(named("web1"));
        HostRecord next = new HostRecord(record.state(), index);
        assertThat(index.having(new GuestName("web1"))).containsExactlyInAnyOrder(record, next);
        record.close();
        assertThat(index.having(new GuestName("web1"))).containsExactly(next);
    }

    @Test
    void aLookThatEndsAfterTheRecordWasClosedChangesNothing() {
        long begun = record.lookBegins();
        record.patch(named("web1"));
        record.close();
        lookEnds(begun);
        record.patch(named("web2"));
        assertThat(record.state().guests()).hasSize(1);
        assertThat(index.size()).isZero();
    }
}
