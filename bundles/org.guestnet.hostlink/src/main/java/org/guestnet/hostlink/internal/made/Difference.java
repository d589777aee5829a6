/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.hostlink.internal.seen.Guarded;
import org.guestnet.hostlink.internal.seen.Snapshot;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Vxlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wanted and is not there, or is there otherwise. */
public final class Difference {

    private static final Logger LOG = LoggerFactory.getLogger(Difference.class);

    private final Snapshot seen;
    private final SecretStore secrets;
    private final Set<DeviceName> reborn =
            new HashSet<>(); // devices that are made anew: their entries go with the old one

    /** @param secrets tell whether a tunnel has its key */
    public Difference(Snapshot seen, SecretStore secrets) {
        this.seen = seen;
        this.secrets = secrets;
    }

    /** In the order in which they are given. */
    public List<LinkResource> missing(Collection<LinkResource> wanted) {
        for (LinkResource resource : wanted) {
            if (resource instanceof Vxlan vxlan
                    && seen.device(vxlan.name()).filter(d -> d.isBornAs(vxlan)).isEmpty()) {
                reborn.add(vxlan.name());
            } else if (resource instanceof ArrivalGuard guard && !seen.tables().guards(guard)) {
                reborn.add(guard.vxlan());
            }
        }
        List<LinkResource> missing = new ArrayList<>();
        for (LinkResource resource : wanted) {
            if (!isThere(resource)) {
                missing.add(resource);
            }
        }
        return missing;
    }

    /** Devices that are to be made anew, after what is missing was asked for: they are there otherwise, or without a guard, or not at all. */
    Set<DeviceName> reborn() {
        return Set.copyOf(reborn);
    }

    private boolean isThere(LinkResource resource) {
        if (resource instanceof EncryptedTunnel tunnel) {
            return isThere(tunnel);
        }
        boolean gone = resource instanceof Vxlan vxlan && reborn.contains(vxlan.name())
                || resource instanceof FloodEntry flood && reborn.contains(flood.vxlan())
                || resource instanceof ForwardingEntry forwarding && reborn.contains(forwarding.vxlan());
        return !gone && seen.has(resource);
    }

    /** One that nobody here can judge stays as it is. */
    private boolean isThere(EncryptedTunnel tunnel) {
        Optional<Guarded> there = seen.tunnelsOf(tunnel.means().type());
        try {
            return there.isEmpty() || there.get().has(Keys.keyed(tunnel, secrets));
        } catch (GuestnetException e) {
            LOG.debug("the key of tunnel {} is not there", tunnel.name(), e); // who makes the tunnel is told
            return false;
        }
    }
}
