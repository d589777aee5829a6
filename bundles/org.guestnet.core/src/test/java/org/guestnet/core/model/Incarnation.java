/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress.Transport;
import org.guestnet.model.HostName;
import org.guestnet.sim.internal.SimDriver;
import org.guestnet.xml.GuestDocuments;

/**
 * One life of the manager, as the hosts and the store see it: each call passes the gate and is watched by the oracle. When it is
 * killed, none of its calls arrives any more.
 */
final class Incarnation implements HypervisorDriver {

    private static final ThreadLocal<Runnable> MOVING = ThreadLocal.withInitial(() -> () -> {});

    private final SimDriver driver;
    private final MemoryStore store;
    private final Gate gate;
    private final Oracle oracle;
    private final boolean forgetful;
    private volatile boolean killed;

    /** @param forgetful whether the store says that slots were taken, and keeps none: to see that the oracle sees it */
    Incarnation(SimDriver driver, MemoryStore store, Gate gate, Oracle oracle, boolean forgetful) {
        this.driver = driver;
        this.store = store;
        this.gate = gate;
        this.oracle = oracle;
        this.forgetful = forgetful;
    }

    void kill() {
        killed = true;
    }

    boolean isKilled() {
        return killed;
    }

    /** Called while the calling thread moves a guest. */
    static void moves() {
        MOVING.get().run();
    }

    private interface Handler {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type, Behind.class},
                (proxy, method, arguments) -> handler.call(method, arguments)));
    }

    private interface Behind {
        HostSession behind();
    }

    /** The store as this manager has it. */
    Store store() {
        return proxy(Store.class, this::store);
    }

    private Object store(Method method, Object[] arguments) throws Throwable {
        pass("store " + method.getName());
        if (forgetful && method.getName().equals("take")) {
            return List.of();
        }
        if (method.getName().equals("free")) {
            List<Claim> known = store.claims();
            ((Collection<?>) arguments[0])
                    .stream().map(Claim.class::cast).filter(known::contains).forEach(oracle::frees);
        }
        return invoke(store, method, arguments);
    }

    @Override
    public Set<Transport> transports() {
        return driver.transports();
    }

    @Override
    public HostSession open(Host host, HostListener listener) throws GuestnetException {
        pass("open " + host.name());
        HostSession session = driver.open(host, listener);
        return proxy(HostSession.class, (method, arguments) -> call(session, host.name(), method, arguments));
    }

    private Object call(HostSession session, HostName host, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "behind":
                return session;
            case "close", "facts", "toString", "hashCode":
                return invoke(session, method, arguments);
            default:
                pass(host + " " + method.getName());
        }
        try {
            return watched(session, host, method, arguments);
        } finally {
            oracle.check();
        }
    }

    private Object watched(HostSession session, HostName host, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "network":
                oracle.looks(host);
                return invoke(session, method, arguments);
            case "startGuest":
                return placing(host, (UUID) arguments[0], () -> invoke(session, method, arguments));
            case "startGuestAs":
                UUID guest = GuestDocuments.identity((String) arguments[0]).uuid();
                return placing(host, guest, () -> invoke(session, method, arguments));
            case "destroyGuest", "shutdownGuest":
                return leaving(host, () -> invoke(session, method, arguments));
            case "migrate":
                return leaving(host, () -> migrating(session, method, arguments));
            default:
                return invoke(session, method, arguments);
        }
    }

    private interface Call {
        Object call() throws Throwable;
    }

    /** What a host did not answer it may do at any later time. */
    private Object leaving(HostName host, Call call) throws Throwable {
        try {
            return oracle.departures(host).during(call::call);
        } catch (HostUnreachableException e) {
            oracle.departures(host).neverEnds();
            throw e;
        }
    }

    /** Judged whether the call says that it succeeded or not. */
    private Object placing(HostName host, UUID guest, Call call) throws Throwable {
        return placing(host, guest, call, () -> oracle.placed(host, guest, store.claims()));
    }

    private Object placing(HostName host, UUID guest, Call call, Runnable judgement) throws Throwable {
        boolean there = oracle.isThere(host, guest); // then it is not this call that puts it there
        try {
            return call.call();
        } finally {
            if (!there) {
                judgement.run();
            }
        }
    }

    private Object migrating(HostSession session, Method method, Object[] arguments) throws Throwable {
        HostSession destination = ((Behind) arguments[1]).behind();
        HostName there = new HostName(destination.facts().hostName());
        Object[] unwrapped = arguments.clone();
        unwrapped[1] = destination;
        try {
            return oracle.arrivals(there)
                    .during(() -> arriving(there, (UUID) arguments[0], () -> invoke(session, method, unwrapped)));
        } catch (HostUnreachableException e) {
            oracle.arrivals(there).neverEnds();
            throw e;
        }
    }

    private Object arriving(HostName there, UUID guest, Call call) throws Throwable {
        MOVING.set(() -> {
            oracle.arrives(there, guest, store.claims());
            oracle.check();
        });
        try {
            return placing(there, guest, call, () -> oracle.arrives(there, guest, store.claims()));
        } finally {
            MOVING.remove();
        }
    }

    private void pass(String what) throws GuestnetException {
        gate.pass(what);
        if (killed) {
            throw new GuestnetException(Finding.blocker(Codes.STORE_FAILED, "this manager was killed", ""));
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
