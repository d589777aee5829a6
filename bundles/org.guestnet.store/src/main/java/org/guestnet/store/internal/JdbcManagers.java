/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.util.Collection;
import java.util.Optional;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Component;

/** The managers that share a database. An embedded one belongs to one manager alone. */
@Component
public final class JdbcManagers implements ManagerStore {

    private final ManagerStore managers = ManagerStore.alone();

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
}
