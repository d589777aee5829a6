/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionTimeoutException;
import org.guestnet.core.model.FleetAction.Kind;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;

/** One fleet and what is done to it, one action after the other. Equal seeds, equal rounds. */
final class FleetRound {

    private static final int TOLD = 12;

    private final long seed;
    private final int actions;
    private final List<String> log = new ArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private int struck;

    FleetRound(long seed, int actions) {
        this.seed = seed;
        this.actions = actions;
    }

    /** What was done, and how that ended. */
    List<String> log() {
        return Collections.unmodifiableList(log);
    }

    /** How many mishaps struck. */
    int struck() {
        return struck;
    }

    /** @throws AssertionError what was broken, and how it is played again */
    void play() throws GuestnetException {
        SplittableRandom random = new SplittableRandom(seed);
        try (FleetWorld world = new FleetWorld(seed)) {
            new FleetPeople(world, seed, random.split()).come();
            world.settle();
            FleetActions next = new FleetActions(random.split());
            FleetMishaps mishaps = new FleetMishaps(random.split());
            FleetState state = FleetState.of(world);
            for (int i = 0; i < actions; i++) {
                FleetAction action = next.next(world, state);
                state = perform(world, action, mishaps.next(action), state);
                if (!violations.isEmpty()) {
                    throw new AssertionError(report());
                }
            }
        }
    }

    private FleetState perform(FleetWorld world, FleetAction action, Optional<FleetMishap> mishap, FleetState before)
            throws GuestnetException {
        List<String> blockers = action.blockers(world, before);
        FleetOracle oracle = new FleetOracle(world.truth, violations);
        world.trouble().begin(mishap, () -> oracle.during(action));
        FleetOutcome outcome = FleetOutcome.of(action, world);
        String end = world.trouble().told();
        struck += end.isEmpty() ? 0 : 1;
        log.add(action + mishap.map(m -> ", " + m + " " + end).orElse("") + " → " + outcome);
        settle(world);
        FleetState after = FleetState.of(world);
        oracle.after(action, before, after);
        violations.addAll(world.books.over(world.truth));
        judge(action, mishap.isEmpty(), blockers, outcome);
        answer(action, outcome, after);
        if (action.kind() == Kind.DRAIN && mishap.isEmpty()) {
            requireAsked(outcome);
            violations.addAll(oracle.unnamed(action, after, outcome.details()));
        }
        return after;
    }

    private void settle(FleetWorld world) throws GuestnetException {
        try {
            world.settle();
        } catch (ConditionTimeoutException e) {
            violations.add("UNSETTLED: " + e.getMessage());
        }
    }

    /** What moved was eligible, what was refused without a mishap had a blocker that was shown before. */
    private void judge(FleetAction action, boolean undisturbed, List<String> blockers, FleetOutcome outcome) {
        if (outcome.codes().contains(Codes.INTERNAL)) {
            violations.add("INTERNAL: " + outcome.findings());
        }
        if (action.kind() == Kind.DRAIN && undisturbed && !outcome.isDone()) {
            violations.add("DRAIN: " + outcome.findings());
        }
        if (action.kind() == Kind.MIGRATE && (undisturbed || outcome.isDone())) {
            if (outcome.isDone() != blockers.isEmpty()) {
                violations.add("NOT FORESEEN: candidates said " + blockers + ", then " + outcome.findings());
            } else if (!outcome.isDone() && Collections.disjoint(blockers, outcome.codes())) {
                violations.add("OTHERWISE: candidates said " + blockers + ", then " + outcome.findings());
            }
        }
    }

    /** A drain moves each guest in the way that fits it. */
    private void requireAsked(FleetOutcome drained) {
        if (drained.codes().contains(Codes.GUEST_RUNNING)) {
            violations.add("DRAIN: " + drained.findings());
        }
    }

    /** An answer that says where the guest runs, and is certain of it, is true. */
    private void answer(FleetAction action, FleetOutcome outcome, FleetState after) {
        boolean certain = !outcome.codes().contains(Codes.UNCERTAIN);
        if (action.kind() == Kind.MIGRATE && certain && outcome.whereabouts().isPresent()) {
            boolean so = after.of(action.guest().orElseThrow().uuid()).stream()
                    .anyMatch(
                            c -> outcome.whereabouts().filter(c.host()::equals).isPresent());
            if (!so) {
                violations.add("ANSWER: " + outcome.findings());
            }
        }
    }

    private String report() {
        return "The rules were broken, seed " + seed + ", action " + log.size()
                + ". Again: ./mvnw -Pquick -pl bundles/org.guestnet.core -am verify -Dtest=FleetModelTest -Dguestnet.seed="
                + seed + " -Dguestnet.moves=" + log.size() + "\n  " + String.join("\n  ", violations)
                + "\nLast actions:\n  "
                + String.join("\n  ", log.subList(Math.max(0, log.size() - TOLD), log.size()));
    }
}
