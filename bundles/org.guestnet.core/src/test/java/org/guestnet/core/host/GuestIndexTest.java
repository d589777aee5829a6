/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.GuestName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A name is found on every host that has it, whatever changes meanwhile; and nothing is left of those that went. */
@Timeout(60)
class GuestIndexTest {

    private static final int HOSTS = 4;
    private static final int NAMES = 12;
    private static final int CHANGES = 20_000;

    private final GuestIndex<Integer> index = new GuestIndex<>();
    private final Map<Integer, Guests> states = new ConcurrentHashMap<>();

    private static GuestName name(int number) {
        return new GuestName("web" + number);
    }

    private static Guests guests(Random random) {
        return new Guests(IntStream.range(0, NAMES)
                .filter(i -> random.nextBoolean())
                .mapToObj(i -> new GuestReport(
                        new UUID(0, i), name(i), GuestReport.State.SHUT_OFF, true, false, false, List.of(), List.of()))
                .toList());
    }

    private void change(int host, Guests now) {
        Guests before = states.getOrDefault(host, Guests.NONE);
        index.coming(Set.of(host), before, now);
        states.put(host, now);
        index.gone(Set.of(host), before, now);
    }

    private void changeOften(int host) {
        Random random = new Random(host);
        for (int i = 0; i < CHANGES; i++) {
            change(host, guests(random));
        }
    }

    private Set<Integer> having(GuestName name) {
        Set<Integer> having = new HashSet<>();
        states.forEach((host, guests) -> {
            if (guests.named(name).isPresent()) {
                having.add(host);
            }
        });
        return having;
    }

    @Test
    void whatHostsHaveInTheEndIsFoundThereAndOnlyThere() throws InterruptedException {
        List<Thread> hosts = IntStream.range(0, HOSTS)
                .mapToObj(host -> new Thread(() -> changeOften(host), "host" + host))
                .toList();
        hosts.forEach(Thread::start);
        for (Thread host : hosts) {
            host.join();
        }
        for (int i = 0; i < NAMES; i++) {
            assertThat(index.having(name(i))).isEqualTo(having(name(i)));
        }
        IntStream.range(0, HOSTS).forEach(host -> change(host, Guests.NONE));
        assertThat(index.size()).isZero();
    }

    @Test
    void whoeverIsSeenWithANameIsFoundByItUntilItIsSeenWithoutIt() throws InterruptedException {
        AtomicBoolean ended = new AtomicBoolean();
        Thread changing = new Thread(
                () -> {
                    changeOften(0);
                    ended.set(true);
                },
                "host0");
        changing.start();
        while (!ended.get()) {
            Guests seen = states.getOrDefault(0, Guests.NONE);
            boolean found = index.having(name(1)).contains(0);
            boolean still = states.getOrDefault(0, Guests.NONE) == seen;
            assertThat(found || !still || seen.named(name(1)).isEmpty()).isTrue();
        }
        changing.join();
    }
}
