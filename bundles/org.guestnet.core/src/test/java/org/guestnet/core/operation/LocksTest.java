/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.OperationId;
import org.junit.jupiter.api.Test;

class LocksTest {

    private static final OperationId ONE = OperationId.random();
    private static final OperationId TWO = OperationId.random();

    private final Locks locks = new Locks();

    @Test
    void anotherOperationIsRefusedAndToldWhoHoldsIt() throws GuestnetException {
        locks.take(Set.of("a"), ONE, Duration.ZERO);
        assertThatThrownBy(() -> locks.take(Set.of("a"), TWO, Duration.ZERO))
                .isInstanceOfSatisfying(GuestnetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Codes.BUSY);
                    assertThat(e).hasMessageContaining(ONE.shortForm());
                });
    }

    @Test
    void allKeysAreTakenOrNone() throws GuestnetException {
        locks.take(Set.of("b"), ONE, Duration.ZERO);
        assertThatThrownBy(() -> locks.take(List.of("a", "b"), TWO, Duration.ZERO))
                .isInstanceOf(GuestnetException.class);
        assertThat(locks.isWorkedOn(TWO)).isFalse();
    }

    @Test
    void anOperationMayTakeMoreAndGivesAllBackAtOnce() throws GuestnetException {
        locks.take(Set.of("a"), ONE, Duration.ZERO);
        locks.take(Set.of("a", "b"), ONE, Duration.ZERO);
        locks.release(ONE);
        assertThat(locks.isWorkedOn(ONE)).isFalse();
        locks.take(Set.of("a", "b"), TWO, Duration.ZERO);
        assertThat(locks.isWorkedOn(TWO)).isTrue();
    }

    @Test
    void whoWaitsGetsItWhenItIsReleased() throws Exception {
        locks.take(Set.of("a"), ONE, Duration.ZERO);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                locks.take(Set.of("a"), TWO, Duration.ofSeconds(20));
            } catch (GuestnetException e) {
                throw new IllegalStateException(e);
            }
        });
        locks.release(ONE);
        waiting.get(20, TimeUnit.SECONDS);
        assertThat(locks.isWorkedOn(TWO)).isTrue();
    }

    @Test
    void someOfTheKeysCanBeGivenBackEarly() throws GuestnetException {
        locks.take(Set.of("a", "b"), ONE, Duration.ZERO);
        locks.release(List.of("a", "c"), ONE);
        locks.take(Set.of("a"), TWO, Duration.ZERO);
        assertThat(locks.isWorkedOn(ONE)).isTrue();
    }
}
