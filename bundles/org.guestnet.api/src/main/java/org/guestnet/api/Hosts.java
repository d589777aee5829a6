/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.List;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.osgi.annotation.versioning.ProviderType;

/** The hosts that Guestnet manages. An OSGi service. */
@ProviderType
public interface Hosts {

    /** All hosts by name, as they were last seen; no host is asked. */
    List<HostInfo> list();

    /**
     * The host of that name, as it was last seen.
     *
     * @throws GuestnetException {@code HOST_UNKNOWN}
     */
    HostInfo get(HostName name) throws GuestnetException;

    /**
     * Adds a host, and waits up to 10 seconds for its first observation. A host that does not answer is added all the same: its
     * state says so, and it is tried again for as long as it is there.
     *
     * @return the host as it was seen
     * @throws GuestnetException {@code HOST_EXISTS}; {@code DRIVER_MISSING}; {@code STORE_FAILED}
     */
    HostInfo add(Host host) throws GuestnetException;

    /**
     * Puts a host in the place of the one of its name: other addresses. A session that is open is closed if it is reached otherwise, and
     * what was under way there is settled when it is seen again.
     *
     * @return the host as it was seen; waits like {@link #add}
     * @throws GuestnetException {@code HOST_UNKNOWN}; {@code HOST_EXISTS} if another host has that address; {@code INVALID_ARGUMENT} if the
     *     hypervisor is another one; {@code DRIVER_MISSING}; {@code STORE_FAILED}
     */
    HostInfo change(Host host) throws GuestnetException;

    /**
     * Forgets a host. Nothing is changed on it.
     *
     * @throws GuestnetException {@code HOST_UNKNOWN}; {@code BUSY} while an operation works there or claims are held there
     */
    void remove(HostName name) throws GuestnetException;

    /**
     * Forgets a host that is gone for good, with all that was there: frees its claims, ends the operations that wait for it as undone,
     * unseen, and aborts migrations that still go on towards it. Guests that ran there may be started elsewhere then. Two copies ruin a
     * guest's disks: the caller has made sure that the host is off and stays off. Whether other managers reach it is not asked.
     *
     * @throws GuestnetException {@code HOST_UNKNOWN}; {@code BUSY} if the host answers, or while somebody works on one of its operations, or one is another manager's;
     *     {@code STORE_FAILED}
     */
    void removeLost(HostName name) throws GuestnetException;

    /**
     * Looks at a host now instead of at the next interval. Blocks for at most 10 seconds.
     *
     * @return the host as it was seen
     * @throws GuestnetException {@code HOST_UNKNOWN}; {@code HOST_DOWN}; {@code HOST_TIMEOUT}
     */
    HostInfo refresh(HostName name) throws GuestnetException;

    /**
     * Where the guests of a host would go, in which order, and which cannot; nothing is changed.
     *
     * @throws GuestnetException {@code HOST_UNKNOWN}; {@code HOST_DOWN}; {@code STORE_FAILED}
     */
    DrainPlan drainPlan(HostName name, DrainOptions options) throws GuestnetException;

    /**
     * Moves the guests of a host to others, each by a migration that is an operation of its own, and waits for the end. A guest that
     * fails does not stop the others; {@link Operations#abort} lets those arrive that are on their way and begins no more. While it
     * goes on, no guest is moved to the host. A drain does not depend on its caller: when the thread is interrupted, or the
     * manager is started again, it goes on.
     *
     * @return the ended operation; a blocker for each guest that stayed. {@code UNCERTAIN} if the host fell silent: it goes on when the host
     *     answers
     * @throws GuestnetException {@code HOST_UNKNOWN}; {@code HOST_DOWN}; {@code BUSY} if it is drained already; {@code STORE_FAILED};
     *     {@code UNCERTAIN} if the caller was interrupted
     */
    Operation drain(HostName name, DrainOptions options) throws GuestnetException;
}
