/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The claims. At most one exists for a slot, whatever threads, kills and restarts do. Safe for any thread; when a call returns, its
 * change survives the end of the process.
 */
@ConsumerType
public interface ClaimStore {

    /** All claims in the order of their keys. @throws GuestnetException {@code STORE_FAILED} */
    List<Claim> claims() throws GuestnetException;

    /** The claims at the devices of these hosts, asked for at once, in the order of their keys. @throws GuestnetException {@code STORE_FAILED} */
    List<Claim> claims(Set<HostName> hosts) throws GuestnetException;

    /** A guest's claims at a host's devices in the order of their keys. @throws GuestnetException {@code STORE_FAILED} */
    List<Claim> claims(HostName host, UUID guest) throws GuestnetException;

    /**
     * Takes slots in one transaction: all or none.
     *
     * @return the keys that others have; empty if all were taken. A slot that the same guest, interface and operation has already
     *     counts as taken.
     * @throws GuestnetException {@code STORE_FAILED}; none was taken
     */
    List<Claim.Key> take(Collection<Claim> claims) throws GuestnetException;

    /**
     * Sets the state of a claim, if it is still the same claim: same slot, guest and operation.
     *
     * @return false if it is not
     * @throws GuestnetException {@code STORE_FAILED}
     */
    boolean set(Claim claim, Claim.State state) throws GuestnetException;

    /**
     * Frees slots, those of the given claims that are still the same claims.
     *
     * @throws GuestnetException {@code STORE_FAILED}; none was freed
     */
    void free(Collection<Claim> claims) throws GuestnetException;
}
