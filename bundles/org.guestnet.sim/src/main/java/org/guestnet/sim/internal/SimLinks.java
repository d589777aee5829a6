/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.driver.link.LinkReport.Traffic;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Vxlan;

/** The links of a host that are ours. A VXLAN device is one of its devices too, and gone when that is. Guarded by the host's lock. */
final class SimLinks {

    private final Map<Object, LinkResource> made = new LinkedHashMap<>(); // by identity
    private final SimDevices devices;
    private final SimEnds ends = new SimEnds();
    private final Refusals refusals;
    private LinkSteps steps = LinkSteps.NONE;

    SimLinks(SimDevices devices, Refusals refusals) {
        this.devices = devices;
        this.refusals = refusals;
    }

    LinkSteps steps() {
        return steps;
    }

    SimEnds ends() {
        return ends;
    }

    List<LinkResource> all() {
        settle();
        return List.copyOf(made.values());
    }

    /** All but how tunnels are, which needs their other ends. */
    LinkReport look(Collection<LinkResource> wanted, SimKeys keys, SimIpAddresses addresses) {
        steps = steps.looked();
        settle();
        Set<Object> identities = wanted.stream().map(Identity::of).collect(toSet());
        Map<DeviceName, Traffic> traffic = new HashMap<>();
        wanted.stream()
                .filter(r -> r instanceof Vxlan && made.containsKey(Identity.of(r)))
                .forEach(r -> traffic.put(((Vxlan) r).name(), new Traffic(0, 0)));
        return new LinkReport(
                addresses.all(made.values()),
                wanted.stream().filter(r -> !isThere(r, keys)).toList(),
                made.values().stream().filter(r -> isLeftOver(r, identities)).toList(),
                Map.of(),
                traffic);
    }

    /** What hangs on a device that is left over itself goes with it. */
    private static boolean isLeftOver(LinkResource there, Set<Object> wanted) {
        boolean goesAlong = !(there instanceof Vxlan)
                && Identity.device(there)
                        .filter(d -> !wanted.contains(Identity.ofVxlan(d)))
                        .isPresent();
        return Identity.isSeen(there) && !goesAlong && !wanted.contains(Identity.of(there));
    }

    private boolean isThere(LinkResource resource, SimKeys keys) {
        if (!isMade(resource)) {
            return false;
        }
        if (resource instanceof EncryptedTunnel tunnel) {
            return ends.proof(tunnel).filter(p -> keys.isProof(tunnel, p)).isPresent();
        }
        return !(resource instanceof Vxlan vxlan)
                || devices.find(vxlan.name())
                        .flatMap(HostDevice::master)
                        .filter(vxlan.bridge()::equals)
                        .isPresent();
    }

    private boolean isMade(LinkResource resource) {
        return resource.equals(made.get(Identity.of(resource)));
    }

    /** Who removed a device has removed what hangs on it. */
    private void settle() {
        List<DeviceName> gone = made.values().stream()
                .filter(r ->
                        r instanceof Vxlan vxlan && devices.find(vxlan.name()).isEmpty())
                .map(r -> ((Vxlan) r).name())
                .toList();
        gone.forEach(this::forget);
    }

    private void forget(DeviceName vxlan) {
        made.values().removeIf(r -> Identity.device(r).filter(vxlan::equals).isPresent());
    }

    /** What hangs on a device that was refused is passed over: one reason is enough. */
    void make(List<LinkResource> resources, SimKeys keys) throws GuestnetException {
        steps = steps.called();
        settle();
        List<Finding> refused = new ArrayList<>();
        Set<DeviceName> without = new HashSet<>();
        for (LinkResource resource : devicesFirst(resources)) {
            Optional<DeviceName> device = Identity.device(resource);
            if (isThere(resource, keys) || device.filter(without::contains).isPresent()) {
                continue;
            }
            try {
                make(resource, keys);
                made.put(Identity.of(resource), resource);
                steps = steps.changed();
            } catch (GuestnetException e) {
                refused.addAll(e.findings());
                device.ifPresent(without::add);
            }
        }
        if (!refused.isEmpty()) {
            throw new GuestnetException(refused);
        }
    }

    private static List<LinkResource> devicesFirst(List<LinkResource> resources) {
        return resources.stream()
                .sorted(Comparator.comparing(
                        r -> !(r instanceof Vxlan) && Identity.device(r).isPresent())) // stable
                .toList();
    }

    private void make(LinkResource resource, SimKeys keys) throws GuestnetException {
        if (resource instanceof Vxlan vxlan) {
            make(vxlan);
        } else if (resource instanceof EncryptedTunnel tunnel) {
            ends.put(tunnel, keys.of(tunnel));
        } else {
            Optional<DeviceName> vxlan = Identity.device(resource).filter(d -> !made.containsKey(Identity.ofVxlan(d)));
            if (vxlan.isPresent()) {
                throw refusals.refused("Cannot find device \"%s\"", vxlan.get());
            }
        }
    }

    private void make(Vxlan vxlan) throws GuestnetException {
        boolean ours = made.containsKey(Identity.of(vxlan));
        if (!ours && devices.find(vxlan.name()).isPresent()) {
            throw refusals.refused("RTNETLINK answers: File exists (device %s)", vxlan.name());
        }
        if (!devices.isBridge(vxlan.bridge())) {
            throw refusals.refused("Cannot find device \"%s\"", vxlan.bridge());
        }
        if (ours && !Identity.isSameTunnel((Vxlan) made.get(Identity.of(vxlan)), vxlan)) {
            takeAway(vxlan);
        }
        devices.put(HostDevice.of(vxlan.name(), "ethernet") // as libvirt calls it
                .withAdminUp(true)
                .withLinkUp(true)
                .withMtu(vxlan.mtu())
                .withMaster(vxlan.bridge()));
    }

    void remove(List<LinkResource> resources) {
        steps = steps.called();
        settle();
        List<LinkResource> backwards = new ArrayList<>(resources);
        Collections.reverse(backwards);
        for (LinkResource resource : backwards) {
            LinkResource there = made.remove(Identity.of(resource));
            if (there != null) {
                takeAway(there);
                steps = steps.changed();
            }
        }
    }

    private void takeAway(LinkResource resource) {
        if (resource instanceof Vxlan vxlan) {
            devices.remove(vxlan.name());
            forget(vxlan.name());
        } else if (resource instanceof EncryptedTunnel tunnel) {
            ends.remove(tunnel);
        }
    }

    void renew(List<EncryptedTunnel> tunnels, SimKeys keys) throws GuestnetException {
        steps = steps.called();
        for (EncryptedTunnel tunnel : tunnels) {
            if (!isMade(tunnel)) {
                throw refusals.refused("CHILD_SA '%s' not found", tunnel.name());
            }
            ends.put(tunnel, keys.of(tunnel));
            steps = steps.changed();
        }
    }

    /** Nothing of it outlives a boot. */
    void powerLost() {
        List.copyOf(made.values()).forEach(this::takeAway);
        made.clear();
    }
}
