/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress.Transport;
import org.guestnet.model.HostName;
import org.guestnet.sim.internal.SimDriver;

/**
 * One life of the manager over the fleet. What operations call, at hosts and in the store, is told beforehand; what the manager does
 * beside them, such as looking at hosts, is not. When it is killed, none of its calls arrives any more.
 */
final class FleetManager implements HypervisorDriver {

    private static final Set<String> FREE = Set.of("close", "facts", "toString", "hashCode");
    private static final Set<String> BESIDE = Set.of("guestnet-host", "guestnet-reconciler", "guestnet-progress");

    private static final int PATIENCE_SECONDS = 5;

    private final SimDriver driver;
    private final MemoryStore store;
    private final Consumer<Call> told;
    private final Semaphore givenUp = new Semaphore(0);
    private volatile boolean killed;

    /**
     * What an operation is about to call.
     *
     * @param host where; empty for the store
     * @param method what
     */
    record Call(Optional<HostName> host, String method) {}

    FleetManager(SimDriver driver, MemoryStore store, Consumer<Call> told) {
        this.driver = driver;
        this.store = store;
        this.told = told;
    }

    void kill() {
        killed = true;
        FleetHosts.names().forEach(h -> driver.host(h.value()).dropSessions());
    }

    boolean isKilled() {
        return killed;
    }

    /** Waits until it has asked a host to give a migration up. @return whether it has */
    boolean awaitGivenUp() {
        try {
            return givenUp.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private interface Handler {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private interface Behind {
        HostSession behind();
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type, Behind.class},
                (proxy, method, arguments) -> handler.call(method, arguments)));
    }

    /** The store as this manager has it. */
    Store store() {
        return proxy(Store.class, (method, arguments) -> {
            pass(Optional.empty(), method.getName());
            return invoke(store, method, arguments);
        });
    }

    @Override
    public Set<Transport> transports() {
        return driver.transports();
    }

    @Override
    public HostSession open(Host host, HostListener listener) throws GuestnetException {
        pass(Optional.of(host.name()), "open");
        HostSession session = driver.open(host, listener);
        return proxy(HostSession.class, (method, arguments) -> call(session, host.name(), method, arguments));
    }

    private Object call(HostSession session, HostName host, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("behind")) {
            return session;
        }
        if (!FREE.contains(method.getName())) {
            pass(Optional.of(host), method.getName());
        }
        try {
            return invoke(session, method, unwrapped(arguments));
        } finally {
            if (method.getName().equals("abortMigration")) {
                givenUp.release();
            }
        }
    }

    private static Object[] unwrapped(Object[] arguments) {
        Object[] plain = arguments == null ? new Object[0] : arguments.clone();
        for (int i = 0; i < plain.length; i++) {
            plain[i] = plain[i] instanceof Behind proxy ? proxy.behind() : plain[i];
        }
        return plain;
    }

    private void pass(Optional<HostName> host, String method) throws GuestnetException {
        String thread = Thread.currentThread().getName();
        if (BESIDE.stream().noneMatch(thread::startsWith)) {
            told.accept(new Call(host, method));
        }
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
