/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.guestnet.core.move.MoveSlots.Slot;
import org.guestnet.core.operation.Abort;
import org.guestnet.core.operation.Aborts;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.OperationId;
import org.junit.jupiter.api.Test;

class MoveSlotsTest {

    private static final HostName A = new HostName("a");
    private static final HostName B = new HostName("b");
    private static final HostName C = new HostName("c");

    private final MoveSlots slots = new MoveSlots();
    private final Aborts aborts = new Aborts();
    private final List<String> waits = Collections.synchronizedList(new ArrayList<>());

    private Abort abort(Optional<Duration> limit) {
        return aborts.begin(OperationId.random(), limit);
    }

    private MoveSlots.Wait wait(Abort abort) {
        return new MoveSlots.Wait() {
            @Override
            public void begins(String what) {
                waits.add(what);
            }

            @Override
            public void check() throws GuestnetException {
                abort.check();
            }
        };
    }

    private Slot take(HostName from, HostName to) throws GuestnetException {
        return slots.take(Set.of(from, to), wait(abort(Optional.empty())));
    }

    private CompletableFuture<Slot> taking(HostName from, HostName to) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return take(from, to);
            } catch (GuestnetException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<Slot> full() throws GuestnetException {
        List<Slot> taken = new ArrayList<>();
        for (int i = 0; i < MoveSlots.PER_HOST; i++) {
            taken.add(i % 2 == 0 ? take(A, B) : take(B, A));
        }
        return taken;
    }

    @Test
    void aHostTakesPartInSoManyMovesInAndOutAndTheNextWaitsAndSaysSo() throws Exception {
        List<Slot> taken = full();
        CompletableFuture<Slot> next = taking(B, C);
        await().until(() -> waits.size() == 1);
        assertThat(waits.get(0)).contains("b or c");
        assertThat(next).isNotDone();
        taken.get(0).close();
        assertThat(next.get()).isNotNull();
    }

    @Test
    void hostsThatHaveRoomDoNotWaitForOthers() throws Exception {
        full();
        assertThat(take(C, new HostName("d"))).isNotNull();
        assertThat(waits).isEmpty();
    }

    @Test
    void whoCameFirstGoesFirst() throws Exception {
        List<Slot> taken = full();
        CompletableFuture<Slot> first = taking(A, C);
        await().until(() -> waits.size() == 1);
        CompletableFuture<Slot> second = taking(A, C);
        await().until(() -> waits.size() == 2);
        taken.get(0).close();
        first.get();
        assertThat(second).isNotDone();
        taken.get(1).close();
        second.get();
    }

    @Test
    void aWaitThatIsGivenUpEndsAndLeavesNothing() throws Exception {
        List<Slot> taken = full();
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class,
                () -> slots.take(Set.of(A, C), wait(abort(Optional.of(Duration.ofMillis(50))))));
        assertThat(e.code()).isEqualTo(Codes.ABORTED);
        taken.get(0).close();
        taken.get(0).close();
        assertThat(take(A, C)).isNotNull();
        CompletableFuture<Slot> next = taking(A, C);
        await().until(() -> waits.size() == 2);
        assertThat(next).as("a slot that is closed twice makes room once").isNotDone();
    }
}
