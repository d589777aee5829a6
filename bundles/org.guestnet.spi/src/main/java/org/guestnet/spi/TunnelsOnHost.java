/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.model.link.TunnelReport;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The tunnels of one encryption that a host was seen to have, and what it is to be told so that it has others. Immutable; pure.
 *
 * <p>Success is what is seen: after what {@link #make} says was done, the host is looked at again, and what is still missing is asked for
 * once more. So one answer need not say all.
 */
@ConsumerType
public interface TunnelsOnHost {

    /** Why the host's programs can keep no tunnel now, as part of a sentence; empty if they can. */
    Optional<String> silence();

    /** Names of all tunnels that are ours and are there, wanted or not, in whatever state. */
    Set<String> names();

    /** Whether a tunnel is there as it is to be, with its key. */
    boolean has(KeyedTunnel tunnel);

    /**
     * Whether nothing is left for the host to do for a tunnel: it knows it, with its key, and waits for the other end at most. One that is
     * not known after it was made is told to be refused, with what {@link #report} says. The default is {@link #has}.
     */
    default boolean knows(KeyedTunnel tunnel) {
        return has(tunnel);
    }

    /** How a tunnel is. @param name it may not be there */
    TunnelReport report(String name);

    /** Makes tunnels that the host has not, or has otherwise. Keys are in what orders read, never in their words. */
    List<HostStep> make(List<KeyedTunnel> missing);

    /** Removes tunnels. @param names among {@link #names} */
    List<HostStep> remove(Collection<String> names);

    /**
     * Has the ends of tunnels convince each other anew, with the keys that they have now; traffic goes on meanwhile. The default does
     * nothing: for programs that use a new key as soon as they have it.
     */
    default List<HostStep> renew(List<KeyedTunnel> tunnels) {
        return List.of();
    }
}
