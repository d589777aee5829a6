/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store;

import java.util.List;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.osgi.annotation.versioning.ConsumerType;

/** The hosts that Guestnet manages. Safe for any thread; when a call returns, its change survives the end of the process. */
@ConsumerType
public interface HostStore {

    /** All hosts by name. @throws GuestnetException {@code STORE_FAILED} */
    List<Host> hosts() throws GuestnetException;

    /**
     * Adds a host.
     *
     * @return false if one of that name is there already; nothing is changed then
     * @throws GuestnetException {@code STORE_FAILED}
     */
    boolean add(Host host) throws GuestnetException;

    /**
     * Puts a host in the place of the one of its name.
     *
     * @return false if there is none of that name; nothing is changed then
     * @throws GuestnetException {@code STORE_FAILED}
     */
    boolean replace(Host host) throws GuestnetException;

    /**
     * Removes a host.
     *
     * @return false if there is none of that name
     * @throws GuestnetException {@code STORE_FAILED}
     */
    boolean remove(HostName host) throws GuestnetException;
}
