/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;

/** One world, some actors, and what the oracle has to say of them. */
final class Round {

    private static final Duration STUCK = Duration.ofSeconds(120); // a prepared start holds its locks for half of that
    private static final Duration HANGING =
            Duration.ofSeconds(5); // a migration waits for a host as long as that may take
    private static final Duration SETTLED = Duration.ofSeconds(20);
    private static final Duration DEADLINE = Duration.ofSeconds(1); // shorter ones are missed by a busy machine alone
    private static final Duration UNHURRIED =
            Duration.ofSeconds(20); // where nothing hangs the machine's own delays are to play no part
    private static final int TOLD = 60;

    private final long seed;
    private final Length length;
    private final boolean turns;
    private final boolean forgetful;
    private final SplittableRandom random;
    private final List<Actor> actors = new ArrayList<>();
    private List<String> order = List.of();
    private long judged;

    /** How much is played. Short ones come to many different beginnings, long ones to what only a long life brings. */
    enum Length {
        SHORT(3, 4, 1),
        LONG(6, 25, 2);

        private final int actors;
        private final int actions;
        private final int networks;

        Length(int actors, int actions, int networks) {
            this.actors = actors;
            this.actions = actions;
            this.networks = networks;
        }
    }

    /**
     * @param turns whether threads take turns, so that the seed says all
     */
    Round(long seed, Length length, boolean turns) {
        this(seed, length, turns, false);
    }

    private Round(long seed, Length length, boolean turns, boolean forgetful) {
        this.seed = seed;
        this.length = length;
        this.turns = turns;
        this.forgetful = forgetful;
        this.random = new SplittableRandom(seed);
    }

    /** The same with a store that forgets what slots were taken: what it breaks is to be seen. */
    Round forgetful() {
        return new Round(seed, length, turns, true);
    }

    /** @return how many actions were done */
    int play() throws Exception {
        Turns order = new Turns(random.split());
        Gate gate = turns ? order : Round::jostle;
        try (World world = new World(seed, gate, turns ? UNHURRIED : DEADLINE, forgetful)) {
            Actions actions = new Actions(random.split(), !turns, random.nextInt(3) == 0);
            new Actor(world, actions.setUp(length.networks)).run();
            List<Thread> threads = threads(world, actions);
            if (turns) {
                order.play(threads, world::nudge);
                this.order = order.order();
            } else {
                threads.forEach(Thread::start);
            }
            join(threads, world);
            world.heal();
            settle(world);
            judged = world.oracle.judged();
            if (!world.violations.all().isEmpty()) {
                throw new AssertionError(report(world.violations.all()));
            }
        }
        return length.actors * length.actions;
    }

    /** What the actors have done, and how that ended. */
    List<String> log() {
        return actors.stream().flatMap(a -> a.log().stream()).toList();
    }

    /** Who had a turn, in this order. */
    List<String> order() {
        return order;
    }

    long judged() {
        return judged;
    }

    private List<Thread> threads(World world, Actions actions) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < length.actors; i++) {
            List<Action> own = new ArrayList<>();
            for (int j = 0; j < length.actions; j++) {
                own.add(actions.next());
            }
            Actor actor = new Actor(world, own);
            actors.add(actor);
            Thread thread = new Thread(actor, "actor-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        return threads;
    }

    /** Now and then somebody is late. */
    private static void jostle(String what) {
        int chance = ThreadLocalRandom.current().nextInt(32);
        if (chance == 0) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(2_000_000));
        } else if (chance < 6) {
            Thread.yield();
        }
    }

    private static void join(List<Thread> threads, World world) throws InterruptedException {
        long begun = System.nanoTime();
        while (threads.stream().anyMatch(Thread::isAlive) && System.nanoTime() - begun < STUCK.toNanos()) {
            world.nudge();
            if (System.nanoTime() - begun > HANGING.toNanos()) {
                world.endHangs();
            }
            Thread.sleep(5);
        }
        for (Thread thread : threads) {
            if (thread.isAlive()) {
                world.violations.add("STUCK: " + thread.getName() + " at " + List.of(thread.getStackTrace()));
            }
        }
    }

    private static void settle(World world) throws InterruptedException {
        Quiet quiet = new Quiet(world.store, world.truth);
        long deadline = System.nanoTime() + SETTLED.toNanos();
        List<String> leaks;
        do {
            look(world);
            world.endPrepared();
            leaks = quiet.leaks();
            if (!leaks.isEmpty()) {
                Thread.sleep(20);
            }
        } while (!leaks.isEmpty() && System.nanoTime() < deadline);
        leaks.forEach(l -> world.violations.add("LEAK: " + l));
    }

    private static void look(World world) {
        world.nudge();
        for (HostName host : World.HOSTS) {
            try {
                world.core().hosts().refresh(host);
            } catch (GuestnetException e) {
                continue; // it is asked again
            }
        }
    }

    private String report(List<String> violations) {
        StringBuilder text = new StringBuilder("The rules were broken, seed " + seed + (turns ? "" : ", free threads"));
        text.append(
                        ". Again: ./mvnw -Pquick -pl bundles/org.guestnet.core -am verify -Dtest=ModelTest -Dguestnet.seed=")
                .append(seed)
                .append(length == Length.SHORT ? " -Dguestnet.length=short" : "")
                .append(turns ? "" : " -Dguestnet.threads=free");
        violations.forEach(v -> text.append("\n  ").append(v));
        actors.forEach(a -> text.append("\nActor:\n  ").append(String.join("\n  ", a.log())));
        text.append("\nLast turns:\n  ")
                .append(String.join("\n  ", order.subList(Math.max(0, order.size() - TOLD), order.size())));
        return text.toString();
    }
}
