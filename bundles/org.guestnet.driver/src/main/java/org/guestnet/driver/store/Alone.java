/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store;

import java.util.Collection;
import java.util.Optional;
import org.guestnet.model.OperationId;

/** One manager alone with its store: it is never fenced, and everything is its own. */
enum Alone implements ManagerStore {
    INSTANCE;

    private enum Always implements Work {
        WORK;

        @Override
        public void check() {
            // nobody takes over
        }

        @Override
        public void close() {
            // nobody waits for it
        }
    }

    @Override
    public Work begin() {
        return Always.WORK;
    }

    @Override
    public Optional<Holder> lock(Collection<String> keys, OperationId by) {
        return Optional.empty();
    }

    @Override
    public void unlock(Collection<String> keys, OperationId by) {
        // nothing was taken
    }

    @Override
    public void unlock(OperationId by) {
        // nothing was taken
    }

    @Override
    public boolean adopt(OperationId operation) {
        return true;
    }

    @Override
    public void observe(Observer observer) {
        // there is no lease
    }

    @Override
    public void ignore(Observer observer) {
        // nobody was told
    }
}
