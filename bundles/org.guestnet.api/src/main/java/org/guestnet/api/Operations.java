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
}
