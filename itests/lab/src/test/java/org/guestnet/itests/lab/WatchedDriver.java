/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;

/** A driver whose sessions tell each call that may change a host, before it is made and after it returned. Any thread. */
final class WatchedDriver implements HypervisorDriver {

    private static final Set<String> READS =
            Set.of("facts", "observe", "network", "guest", "guestXml", "migrationProgress", "close");

    private final HypervisorDriver driver;
    private final Consumer<String> before;
    private final Consumer<String> after;

    WatchedDriver(HypervisorDriver driver, Consumer<String> before, Consumer<String> after) {
        this.driver = driver;
        this.before = before;
        this.after = after;
    }

    /** One that notes the names of the calls, {@code startGuest} for one, in a list that is its caller's. */
    static WatchedDriver noting(HypervisorDriver driver, CopyOnWriteArrayList<String> calls) {
        return new WatchedDriver(driver, calls::add, call -> {});
    }

    @Override
    public Set<HostAddress.Transport> transports() {
        return driver.transports();
    }

    @Override
    public HostSession open(Host host, HostListener listener) throws GuestnetException {
        HostSession session = driver.open(host, listener);
        InvocationHandler told = new Told(session);
        return (HostSession)
                Proxy.newProxyInstance(HostSession.class.getClassLoader(), new Class<?>[] {HostSession.class}, told);
    }

    private final class Told implements InvocationHandler {

        private final HostSession session;

        Told(HostSession session) {
            this.session = session;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return told(session, method, unwrapped(arguments));
        }
    }

    /** A driver takes only sessions of its own for the other end of a migration. */
    private static Object[] unwrapped(Object[] arguments) {
        Object[] own = arguments == null ? new Object[0] : arguments.clone();
        for (int i = 0; i < own.length; i++) {
            if (own[i] instanceof Proxy proxy && Proxy.getInvocationHandler(proxy) instanceof Told told) {
                own[i] = told.session;
            }
        }
        return own;
    }

    private Object told(HostSession session, Method method, Object[] arguments) throws Throwable {
        boolean changes = method.getDeclaringClass() == HostSession.class && !READS.contains(method.getName());
        if (changes) {
            before.accept(method.getName());
        }
        try {
            Object answer = method.invoke(session, arguments);
            if (changes) {
                after.accept(method.getName());
            }
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
