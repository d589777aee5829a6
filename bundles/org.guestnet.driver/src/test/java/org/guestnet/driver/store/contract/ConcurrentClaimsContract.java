/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.OperationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link ClaimStore} must hold when many ask at once. */
public abstract class ConcurrentClaimsContract {

    private static final int THREADS = 16;
    private static final int ROUNDS = 40;
    private static final int SLOTS = 12;
    private static final int WANTED = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** The store under test, the same during one test; empty when the test begins. */
    protected abstract ClaimStore claimStore();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** Each thread marks the slots that it was given and unmarks them before it frees them: a mark found is a second owner. */
    @Test
    void givesASlotToOneOwnerAtATime() throws Exception {
        Map<Claim.Key, UUID> owners = new ConcurrentHashMap<>();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        int successes = 0;
        for (Future<Integer> done : start(thread -> takeAndFree(new Random(thread), start, owners))) {
            successes += done.get(60, TimeUnit.SECONDS);
        }
        assertThat(successes).as("sets taken").isPositive();
        assertThat(claimStore().claims()).isEmpty();
    }

    /** Nobody frees: in the end each guest has the whole of its set, or nothing. */
    @Test
    void takesAllOrNone() throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Set<Claim> acknowledged = new HashSet<>();
        for (Future<Collection<Claim>> done : start(thread -> takeOnce(new Random(thread), start))) {
            acknowledged.addAll(done.get(60, TimeUnit.SECONDS));
        }
        assertThat(acknowledged).as("somebody is first").isNotEmpty();
        assertThat(claimStore().claims()).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(claimStore().claims().stream().collect(Collectors.groupingBy(Claim::guest, Collectors.counting())))
                .allSatisfy((guest, slots) -> assertThat(slots).isEqualTo(WANTED));
    }

    private int takeAndFree(Random random, CyclicBarrier start, Map<Claim.Key, UUID> owners) throws Exception {
        int successes = 0;
        start.await();
        for (int round = 0; round < ROUNDS; round++) {
            List<Claim> set = someClaims(random);
            if (claimStore().take(set).isEmpty()) {
                successes++;
                useAndFree(set, owners);
            }
        }
        return successes;
    }

    private void useAndFree(List<Claim> set, Map<Claim.Key, UUID> owners) throws GuestnetException {
        for (Claim claim : set) {
            assertThat(owners.put(claim.key(), claim.guest())).as("other owner").isNull();
        }
        Thread.yield();
        set.forEach(claim -> owners.remove(claim.key()));
        claimStore().free(set);
    }

    private Collection<Claim> takeOnce(Random random, CyclicBarrier start) throws Exception {
        List<Claim> set = someClaims(random);
        start.await();
        return claimStore().take(set).isEmpty() ? set : List.of();
    }

    private static List<Claim> someClaims(Random random) {
        UUID guest = UUID.randomUUID();
        OperationId operation = OperationId.random();
        return random.ints(0, SLOTS)
                .distinct()
                .limit(WANTED)
                .mapToObj(slot -> Claims.claim("eth0", slot, guest, operation))
                .toList();
    }

    private <T> List<Future<T>> start(Work<T> work) {
        List<Future<T>> started = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            Callable<T> task = () -> work.run(number);
            started.add(threads.submit(task));
        }
        return started;
    }

    private interface Work<T> {
        T run(int thread) throws Exception;
    }
}
