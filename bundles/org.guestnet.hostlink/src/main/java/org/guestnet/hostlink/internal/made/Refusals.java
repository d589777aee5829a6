/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;

/**
 * What was refused, and what must not be made because of it: no device without its filters, no entry without its device, nothing that
 * sends to an inner address to which the clear way is not forbidden.
 */
final class Refusals {

    private final List<Finding> findings = new ArrayList<>();
    private final Set<DeviceName> devices = new HashSet<>();
    private final Set<IpAddress> addresses = new HashSet<>();

    void add(Map<LinkResource, String> refused) {
        refused.forEach((resource, words) -> add(resource, words, ""));
    }

    void add(LinkResource resource, String words, String remedy) {
        add(Finding.blocker(Codes.HOST_REFUSED, what(resource) + ": " + words, remedy), resource);
    }

    /** What was refused of all such is why this one is. */
    void add(LinkResource resource, Finding why) {
        add(resource, why.detail(), why.remedy());
    }

    void add(Finding finding, LinkResource resource) {
        findings.add(finding);
        if (resource instanceof PortFilter filter) {
            devices.add(filter.port());
        } else if (resource instanceof ArrivalGuard guard) {
            devices.add(guard.vxlan());
        } else if (resource instanceof Vxlan vxlan) {
            devices.add(vxlan.name());
        } else if (resource instanceof Unroutable unroutable) {
            addresses.add(unroutable.address());
        } else if (resource instanceof InnerAddress inner) {
            addresses.add(inner.address());
        }
    }

    /** About no resource in particular. */
    void add(Finding finding) {
        findings.add(finding);
    }

    /** Whether that device must not be made. */
    boolean concern(DeviceName device) {
        return devices.contains(device);
    }

    boolean allow(LinkResource resource) {
        if (resource instanceof Vxlan vxlan) {
            return allow(vxlan.name(), vxlan.local());
        } else if (resource instanceof FloodEntry flood) {
            return allow(flood.vxlan(), flood.peer());
        } else if (resource instanceof ForwardingEntry forwarding) {
            return allow(forwarding.vxlan(), forwarding.peer());
        }
        return true;
    }

    private boolean allow(DeviceName device, IpAddress address) {
        return !devices.contains(device) && !addresses.contains(address);
    }

    /** @throws GuestnetException with all that was refused, if anything was */
    void raise() throws GuestnetException {
        if (!findings.isEmpty()) {
            throw new GuestnetException(findings);
        }
    }

    private static String what(LinkResource resource) {
        if (resource instanceof Vxlan vxlan) {
            return "VXLAN device " + vxlan.name();
        } else if (resource instanceof FloodEntry flood) {
            return "peer " + flood.peer() + " of VXLAN device " + flood.vxlan();
        } else if (resource instanceof ForwardingEntry forwarding) {
            return "entry for " + forwarding.mac() + " at VXLAN device " + forwarding.vxlan();
        } else if (resource instanceof PortFilter filter) {
            return "filter of bridge port " + filter.port();
        } else if (resource instanceof ArrivalGuard guard) {
            return "filter of what is not encrypted of VXLAN device " + guard.vxlan();
        } else if (resource instanceof InnerAddress inner) {
            return "address " + inner.address();
        } else if (resource instanceof Unroutable unroutable) {
            return "forbidding route to " + unroutable.address();
        }
        return "link";
    }
}
