/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store;

import java.util.Collection;
import java.util.Optional;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.OperationId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What keeps several managers apart that share one store. Each has a lease that it renews all the time; one that did not is dead to
 * the others, and what it wrote or held is theirs to end. It learns that from its own clock, or from a write that is refused, and
 * then starts over with a new lease. Safe for any thread.
 *
 * <p>A manager that has its store for itself uses {@link #alone()}, which costs nothing.
 */
@ConsumerType
public interface ManagerStore {

    /** For a manager that shares its store with nobody. */
    static ManagerStore alone() {
        return Alone.INSTANCE;
    }

    /**
     * Begins work that may change hosts or the store. A new lease is not taken before all work of the lost one has ended.
     *
     * @return to be closed by the caller when the work has ended
     * @throws GuestnetException {@code MANAGER_FENCED} if this manager has no lease now
     */
    Work begin() throws GuestnetException;

    /** Work under one lease. */
    interface Work extends AutoCloseable {

        /**
         * To be asked before each change of a host: by this process's own clock, without asking the database.
         *
         * @throws GuestnetException {@code MANAGER_FENCED} if the lease was lost since the work began
         */
        void check() throws GuestnetException;

        /** The work has ended. */
        @Override
        void close();
    }

    /**
     * Takes keys for an operation against other managers: all or none. Against threads of this process the caller protects itself.
     *
     * @return a key that an operation of another manager holds; empty if all were taken
     * @throws GuestnetException {@code STORE_FAILED}, {@code MANAGER_FENCED}; none was taken
     */
    Optional<Holder> lock(Collection<String> keys, OperationId by) throws GuestnetException;

    /**
     * Who holds a key.
     *
     * @param key the key
     * @param operation the operation that holds it
     */
    record Holder(String key, OperationId operation) {}

    /** Gives back keys of an operation. What the database does not take now is given back later, with the lease at the latest. */
    void unlock(Collection<String> keys, OperationId by);

    /** Gives back all keys of an operation, likewise. */
    void unlock(OperationId by);

    /**
     * Makes an operation that is not over this manager's own, if it is already, or if its owner has no lease any more.
     *
     * @return false if it is another's, or over
     * @throws GuestnetException {@code STORE_FAILED}, {@code MANAGER_FENCED}
     */
    boolean adopt(OperationId operation) throws GuestnetException;

    /** Told what becomes of the lease, and at once how it is now. Calls come one after the other and must not wait for hosts. */
    void observe(Observer observer);

    /** No longer told. */
    void ignore(Observer observer);

    /** Told what becomes of the lease. */
    interface Observer {

        /** The lease was taken or renewed. Others may have changed the store meanwhile. */
        void renewed();

        /** The lease was lost: nothing may be done to hosts until it is renewed. @param reason for people */
        void lost(String reason);
    }
}
