/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;

/**
 * Orders faults of one host. Each order strikes the next call of its kind, once; several orders for a kind strike one after the
 * other. Safe for any thread.
 */
public final class SimFaults {

    private final Map<SimCall, Deque<SimFault>> orders = new EnumMap<>(SimCall.class); // guarded by this
    private final SimHost host;
    private Hang stall; // null while the host answers; guarded by this

    SimFaults(SimHost host) {
        this.host = host;
    }

    /** The next call of that kind is refused with {@code HOST_REFUSED}, and nothing happens. */
    public void failNext(SimCall call) {
        failNext(call, Codes.HOST_REFUSED);
    }

    /** The next call of that kind is refused with that code, and nothing happens. */
    public void failNext(SimCall call, String code) {
        order(call, SimFault.at(Moment.BEFORE, (session, struck) -> {
            throw new GuestnetException(host.refusals()
                    .of(code, "ordered fault of " + struck, "try again")
                    .findings());
        }));
    }

    /** The next call of that kind hangs until it is released, its deadline is over or its session ends. */
    public Hang hangNext(SimCall call, Moment moment) {
        Hang hang = new Hang();
        order(call, SimFault.at(moment, hang::hold));
        return hang;
    }

    /** The host dies at the next call of that kind: {@link SimHost#die}. */
    public void dieNext(SimCall call, Moment moment) {
        order(call, SimFault.at(moment, (session, struck) -> {
            host.die();
            throw host.refusals().down();
        }));
    }

    /** From now on every call hangs, also opening a session, until that is released: a stopped process. */
    public synchronized Hang hangAll() {
        stall = new Hang();
        return stall;
    }

    /** Whatever was ordered and has not struck is forgotten, and what hangs is released. */
    public synchronized void clear() {
        orders.clear();
        if (stall != null) {
            stall.release();
            stall = null;
        }
    }

    private synchronized void order(SimCall call, SimFault fault) {
        orders.computeIfAbsent(call, c -> new ArrayDeque<>()).add(fault);
    }

    /** The fault that strikes this call. */
    SimFault take(SimCall call) {
        Hang all = stall();
        if (all != null) {
            return SimFault.at(Moment.BEFORE, all::hold);
        }
        return next(call);
    }

    private synchronized Hang stall() {
        return stall;
    }

    private synchronized SimFault next(SimCall call) {
        Deque<SimFault> ordered = orders.get(call);
        SimFault fault = ordered == null ? null : ordered.poll();
        return fault == null ? SimFault.NONE : fault;
    }
}
