/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The managers that use a database: several on a shared one; an embedded one belongs to one manager alone. */
@Component(service = ManagerStore.class, configurationPid = StoreSettings.PID)
public final class JdbcManagers implements ManagerStore, AutoCloseable {

    private final Optional<SharedManager> shared;
    private final ManagerStore managers;

    @Activate
    public JdbcManagers(@Reference Database database, StoreSettings settings) {
        this(database, settings.managerName(), Duration.ofSeconds(settings.leaseSeconds()));
    }

    /**
     * Without a container; begins at once.
     *
     * @param name under which others know this manager; empty: the machine's
     * @param lease after which it counts as dead when it is not heard of; at least 3 s
     */
    public JdbcManagers(Database database, String name, Duration lease) {
        LeaseTimes times = new LeaseTimes(lease);
        shared = database.isShared()
                ? Optional.of(new SharedManager(database, name.isEmpty() ? machine() : name, times))
                : Optional.empty();
        managers = shared.<ManagerStore>map(s -> s).orElse(ManagerStore.alone());
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "process " + ProcessHandle.current().pid(); // a machine that does not know its own name
        }
    }

    @Override
    public Work begin() throws GuestnetException {
        return managers.begin();
    }

    @Override
    public Optional<Holder> lock(Collection<String> keys, OperationId by) throws GuestnetException {
        return managers.lock(keys, by);
    }

    @Override
    public void unlock(Collection<String> keys, OperationId by) {
        managers.unlock(keys, by);
    }

    @Override
    public void unlock(OperationId by) {
        managers.unlock(by);
    }

    @Override
    public boolean adopt(OperationId operation) throws GuestnetException {
        return managers.adopt(operation);
    }

    @Override
    public void observe(Observer observer) {
        managers.observe(observer);
    }

    @Override
    public void ignore(Observer observer) {
        managers.ignore(observer);
    }

    /** Gives the lease back. */
    @Deactivate
    @Override
    public void close() {
        shared.ifPresent(SharedManager::close);
    }
}
