/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.List;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.osgi.annotation.versioning.ProviderType;

/** The journal of operations. An OSGi service. */
@ProviderType
public interface Operations {

    /**
     * The youngest operations, youngest first.
     *
     * @param limit at most so many; at least 1
     * @throws GuestnetException {@code STORE_FAILED}
     */
    List<Operation> list(int limit) throws GuestnetException;

    /**
     * The operation of that id.
     *
     * @param id the whole id, or as many of its first digits as make it unique among the youngest thousand
     * @throws GuestnetException {@code OPERATION_UNKNOWN} if there is none, or several; {@code STORE_FAILED}
     */
    Operation get(String id) throws GuestnetException;

    /**
     * Asks that an operation be given up, and returns at once. A migration is undone: the guest runs on where it was, also
     * if its manager was killed meanwhile and the hosts go on. A drain ends after
     * the guests that are on their way. A prepared start is cancelled before this returns. What cannot be given up any more goes to its
     * end.
     *
     * @param id as for {@link #get}
     * @return the operation as it is now
     * @throws GuestnetException {@code OPERATION_UNKNOWN}; {@code OPERATION_OVER} if it has ended, or is of a kind that cannot be given up;
     *     {@code BUSY} if another manager does it: ask there; {@code HOST_DOWN} if the source of a migration whose
     *     manager was killed does not answer; {@code STORE_FAILED}
     */
    Operation abort(String id) throws GuestnetException;
}
