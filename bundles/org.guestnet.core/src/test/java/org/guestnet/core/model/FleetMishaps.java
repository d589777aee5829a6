/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.guestnet.core.model.FleetAction.Kind;
import org.guestnet.core.model.FleetMishap.When;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.guestnet.sim.internal.SimFaults;

/** Random mishaps, at most one for an action. Equal seeds and actions, equal mishaps. */
final class FleetMishaps {

    private static final int ONE_OF = 3;
    private static final int KINDS = 10;
    private static final int CALLS = 40;
    private static final int ROUNDS = 8;
    private static final NetworkName RED = new NetworkName(FleetHosts.RED);
    private static final List<SimCall> THERE =
            List.of(SimCall.MIGRATE_PEER, SimCall.MIGRATE_PREPARE, SimCall.MIGRATE_FINISH, SimCall.MOVE_ARRIVE);
    private static final List<SimCall> HERE = List.of(
            SimCall.MIGRATE,
            SimCall.MIGRATE_PERFORM,
            SimCall.MIGRATE_ROUND,
            SimCall.MIGRATE_CONFIRM,
            SimCall.MOVE_CONFIGURATION,
            SimCall.MOVE_LEAVE);

    private final SplittableRandom random;

    FleetMishaps(SplittableRandom random) {
        this.random = random;
    }

    Optional<FleetMishap> next(FleetAction action) {
        if (random.nextInt(ONE_OF) > 0) {
            return Optional.empty();
        }
        HostName to = action.to().orElse(action.from());
        return Optional.of(
                switch (random.nextInt(KINDS)) {
                    case 0, 1 -> inMove(action.from(), HERE);
                    case 2, 3 -> inMove(to, THERE);
                    case 4, 5 -> atCall();
                    case 6 ->
                        new FleetMishap(
                                to + " out of reach",
                                When.BEFORE,
                                1,
                                (w, c) -> w.sim(to).setReached(false));
                    case 7 -> stopped(to);
                    case 8 -> killed();
                    default -> abort(action);
                });
    }

    /** What a call meets. */
    private record Fault(String what, Order order) {

        interface Order {
            void at(SimFaults host, SimCall call);
        }
    }

    private Fault fault() {
        if (random.nextBoolean()) {
            return new Fault("fail", SimFaults::failNext);
        }
        Moment moment = random.nextBoolean() ? Moment.BEFORE : Moment.AFTER;
        return new Fault("die " + moment, (host, call) -> host.dieNext(call, moment));
    }

    /** At a step of the move that the hosts do among themselves. */
    private FleetMishap inMove(HostName host, List<SimCall> calls) {
        Fault fault = fault();
        SimCall call = calls.get(random.nextInt(calls.size()));
        return new FleetMishap(
                fault.what() + " " + call + " of " + host,
                When.BEFORE,
                1,
                (w, c) -> fault.order().at(w.sim(host).faults(), call));
    }

    /** At whatever call is made then, wherever. */
    private FleetMishap atCall() {
        Fault fault = fault();
        return new FleetMishap(fault.what(), When.HOST_CALL, random.nextInt(1, CALLS), (w, c) -> {
            HostName host = c.host().orElseThrow();
            simCall(c.method()).ifPresent(call -> fault.order().at(w.sim(host).faults(), call));
        });
    }

    private static Optional<SimCall> simCall(String method) {
        String name = switch (method) {
            case "setGuestAutostart" -> "AUTOSTART_GUEST";
            case "setNetworkAutostart" -> "AUTOSTART_NETWORK";
            default -> method.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        };
        return Arrays.stream(SimCall.values())
                .filter(c -> c.name().equals(name))
                .findFirst();
    }

    /** Somebody stops a network that nobody uses yet. */
    private FleetMishap stopped(HostName to) {
        return new FleetMishap("stop " + RED + " of " + to, When.HOST_CALL, random.nextInt(1, CALLS), (w, c) -> {
            boolean used = w.truth.of(to).guests().stream()
                    .flatMap(g -> g.live().stream())
                    .anyMatch(n -> n.network().filter(RED::equals).isPresent());
            if (!used) {
                w.beside(to, s -> s.stopNetwork(RED));
            }
        });
    }

    private FleetMishap killed() {
        boolean moving = random.nextInt(3) == 0;
        return new FleetMishap(
                "kill the manager",
                moving ? When.ROUND : When.CALL,
                random.nextInt(1, moving ? ROUNDS : CALLS),
                (w, c) -> w.manager().kill());
    }

    private FleetMishap abort(FleetAction action) {
        boolean moving = random.nextBoolean() && action.kind() == Kind.MIGRATE;
        return new FleetMishap(
                "abort",
                moving ? When.ROUND : When.HOST_CALL,
                random.nextInt(1, moving ? ROUNDS : CALLS),
                (w, c) -> abort(w, moving));
    }

    /** Given up in mid-move: only who waits until the host was told plays it the same way again. */
    private static void abort(FleetWorld world, boolean moving) throws GuestnetException {
        Optional<Operation> open = world.store.open().stream()
                .filter(o -> o.kind() == Operation.Kind.HOST_DRAIN || o.kind() == Operation.Kind.GUEST_MIGRATE)
                .min((a, b) -> b.kind().compareTo(a.kind())); // the drain, not its move
        if (open.isPresent()) {
            world.core().operations().abort(open.get().id().toString());
            if (moving) {
                world.manager().awaitGivenUp();
            }
        }
    }
}
