/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.guestnet.core.model.FleetManager.Call;
import org.guestnet.core.model.FleetMishap.When;
import org.guestnet.model.GuestnetException;

/** Counts the moments of the operation that is under way, and has its mishap strike at its own. Safe for any thread. */
final class FleetTrouble {

    private static final Call NONE = new Call(Optional.empty(), "");

    private final FleetWorld world;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger hostCalls = new AtomicInteger();
    private final AtomicInteger rounds = new AtomicInteger();
    private volatile Optional<FleetMishap> mishap = Optional.empty();
    private volatile Runnable look = () -> {};
    private volatile String end = "";

    FleetTrouble(FleetWorld world) {
        this.world = world;
    }

    /** @param look done at each moment */
    void begin(Optional<FleetMishap> next, Runnable look) {
        this.look = look;
        calls.set(0);
        hostCalls.set(0);
        rounds.set(0);
        end = "";
        mishap = next;
        reach(When.BEFORE, 1, NONE);
    }

    void end() {
        look = () -> {};
        mishap = Optional.empty();
    }

    /** Whether it struck, and how that ended; empty if it did not. */
    String told() {
        return end;
    }

    void called(Call call) {
        reach(When.CALL, calls.incrementAndGet(), call);
        if (call.host().isPresent()) {
            reach(When.HOST_CALL, hostCalls.incrementAndGet(), call);
        }
    }

    void round() {
        reach(When.ROUND, rounds.incrementAndGet(), NONE);
    }

    private void reach(When moment, int number, Call call) {
        look.run();
        Optional<FleetMishap> due = mishap.filter(m -> m.when() == moment && m.number() == number);
        if (due.isPresent()) {
            mishap = Optional.empty();
            strike(due.get(), call);
        }
    }

    private void strike(FleetMishap due, Call call) {
        end = "struck";
        try {
            due.strike().in(world, call);
        } catch (GuestnetException e) {
            end = "in vain: " + e.code();
        }
    }
}
