/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.List;
import java.util.Optional;
import org.guestnet.model.DeviceName;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.HostCommand;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Vxlan;

/** What a host knows links by. */
final class Identity {

    private Identity() {}

    /** Of two with one identity a host has one only. */
    static Object of(LinkResource resource) {
        Object what = resource;
        if (resource instanceof Vxlan vxlan) {
            what = vxlan.name();
        } else if (resource instanceof ArrivalGuard guard) {
            what = guard.vxlan();
        } else if (resource instanceof ForwardingEntry entry) {
            what = List.of(entry.vxlan(), entry.mac());
        } else if (resource instanceof EncryptedTunnel tunnel) {
            what = tunnel.name();
        } else if (resource instanceof HostCommand command) {
            what = command.key();
        }
        return List.of(resource.getClass(), what);
    }

    static Object ofVxlan(DeviceName name) {
        return List.of(Vxlan.class, name);
    }

    /** A host tells neither which commands were run, nor which entries are not its own learning. */
    static boolean isSeen(LinkResource resource) {
        return !(resource instanceof HostCommand || resource instanceof ForwardingEntry);
    }

    /** The VXLAN device that it is, or is an entry of. */
    static Optional<DeviceName> device(LinkResource resource) {
        if (resource instanceof Vxlan vxlan) {
            return Optional.of(vxlan.name());
        }
        if (resource instanceof FloodEntry entry) {
            return Optional.of(entry.vxlan());
        }
        return resource instanceof ForwardingEntry entry ? Optional.of(entry.vxlan()) : Optional.empty();
    }

    /** A device can get another bridge and MTU and keep its entries; all else needs a new one. */
    static boolean isSameTunnel(Vxlan one, Vxlan other) {
        return one.id() == other.id()
                && one.port() == other.port()
                && one.local().equals(other.local());
    }
}
