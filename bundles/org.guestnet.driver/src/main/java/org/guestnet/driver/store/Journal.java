/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store;

import java.util.List;
import java.util.Optional;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.osgi.annotation.versioning.ConsumerType;

/** The journal of operations. Safe for any thread; when a call returns, its change survives the end of the process. */
@ConsumerType
public interface Journal {

    /**
     * Writes an operation as it is now, in place of an earlier record of the same id.
     *
     * @throws GuestnetException {@code STORE_FAILED}
     */
    void write(Operation operation) throws GuestnetException;

    /**
     * The operation of that id.
     *
     * @return empty if there is none
     * @throws GuestnetException {@code STORE_FAILED}
     */
    Optional<Operation> operation(OperationId id) throws GuestnetException;

    /**
     * The youngest operations, youngest first.
     *
     * @param limit at most so many
     * @throws GuestnetException {@code STORE_FAILED}
     */
    List<Operation> youngest(int limit) throws GuestnetException;

    /** The operations that are not over, oldest first. @throws GuestnetException {@code STORE_FAILED} */
    List<Operation> open() throws GuestnetException;
}
