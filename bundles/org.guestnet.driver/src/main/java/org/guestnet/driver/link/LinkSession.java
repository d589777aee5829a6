/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.link;

import java.util.Collection;
import java.util.List;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.LinkResource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A session with the links of one host. Any thread, one call at a time. Each call blocks for at most {@value #DEADLINE_SECONDS} seconds
 * for each command that it needs, then throws: what was asked may have happened in part, and asking again does no harm.
 */
@ConsumerType
public interface LinkSession extends AutoCloseable {

    /** The longest that one command takes, in seconds. */
    int DEADLINE_SECONDS = 10;

    /**
     * Looks at the host; changes nothing.
     *
     * @param wanted all that is to exist there
     * @return what is missing, what is left over, and how tunnels are
     */
    LinkReport look(Collection<LinkResource> wanted) throws GuestnetException;

    /**
     * Makes resources; what is there as it is to be stays. Each is made after what it needs of the others. What cannot be made keeps
     * only that from being made which needs it: one network does not stop the others.
     *
     * @throws GuestnetException {@code HOST_REFUSED}, a finding for each that could not be made, with the host's own words
     */
    void make(List<LinkResource> resources) throws GuestnetException;

    /**
     * Removes resources, each before what it needs of the others; what is not there is no error.
     *
     * @throws GuestnetException {@code HOST_REFUSED}, a finding for each that could not be removed, with the host's own words
     */
    void remove(List<LinkResource> resources) throws GuestnetException;

    /** Has the ends of tunnels convince each other anew, with the keys that they have now; traffic goes on meanwhile. */
    void renew(List<EncryptedTunnel> tunnels) throws GuestnetException;

    /** Ends the session; does not throw, and can be called again. */
    @Override
    void close();
}
