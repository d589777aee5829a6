/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.HostDevice;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.Connection;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.PortRequest;

/** A network on a pool of physical interfaces, read. */
final class DirectNetwork implements DefinedNetwork {

    private final XmlElement network;
    private final Pool pool;

    DirectNetwork(XmlElement network, Pool pool) {
        this.network = network;
        this.pool = pool;
    }

    /** libvirt hands out a member that cannot work as readily as any other: so each is looked at here. */
    @Override
    public HostNetwork on(HostView host) {
        List<AttachmentPoint> points =
                pool.members().stream().map(m -> point(m, host)).toList();
        List<Finding> notices = new ArrayList<>();
        points.forEach(p -> p.unusable().map(f -> f.as(Finding.Severity.NOTICE)).ifPresent(notices::add));
        if (notices.size() == points.size()) {
            notices.add(Finding.notice(
                            Codes.MEMBER_UNUSABLE,
                            "no device of the pool can be used now, so guests cannot start",
                            "repair one of them, or list devices that the host has")
                    .on(host.name())
                    .at(pool.forward().place()));
        }
        return HostNetwork.libvirt(network).withAttachmentPoints(points).withFindings(notices);
    }

    private static AttachmentPoint point(Member member, HostView host) {
        AttachmentPoint free = AttachmentPoint.of(member.device());
        AttachmentPoint point =
                member.limit().isPresent() ? free.withLimit(member.limit().getAsInt()) : free;
        return problem(member, host)
                .map(f ->
                        point.withUnusable(f.on(host.name()).at(member.element().place())))
                .orElse(point);
    }

    private static Optional<Finding> problem(Member member, HostView host) {
        if (host.devices().isEmpty()) {
            return Optional.empty(); // not known, so nothing is claimed
        }
        Optional<HostDevice> seen = host.device(member.device());
        if (seen.isEmpty()) {
            return Optional.of(
                    unusable("the host has no device " + member.device(), "correct the name, or plug the device in"));
        }
        HostDevice device = seen.get();
        if (device.master().isPresent()) {
            return Optional.of(unusable(
                    "device " + device.name() + " is a member of "
                            + device.master().get() + ", so it takes no macvtap",
                    "list " + device.master().get() + " instead, or take the device out of it"));
        }
        return device.linkUp()
                .filter(up -> !up)
                .map(down -> unusable(
                        "device " + device.name() + " is down or has no carrier",
                        "look at its cable and switch port, and bring it up: ip link set " + device.name() + " up"));
    }

    private static Finding unusable(String detail, String remedy) {
        return Finding.blocker(Codes.MEMBER_UNUSABLE, detail, remedy);
    }

    @Override
    public List<Finding> admits(HostView host, PortRequest nic) {
        Connection kind = pool.mode() == Mode.PASSTHROUGH ? Connection.PASSTHROUGH : Connection.DIRECT;
        List<Finding> found = new ArrayList<>(kind.refuses(nic.nic(), network, host.libvirtVersion()));
        if (pool.mode() == Mode.PRIVATE && !pool.mode().isExclusive(network)) {
            nic.nic().element().all("virtualport").stream()
                    .filter(Mode::isQbh)
                    .map(v -> Finding.blocker(
                                    Codes.OPTION_UNSUPPORTED,
                                    "the guest's virtualport 802.1Qbh takes a device in private mode for itself, which"
                                            + " the network does not provide for",
                                    "name that virtualport in the network's definition or in a portgroup")
                            .on(nic.nic().mac())
                            .at(v.place()))
                    .forEach(found::add);
        }
        return found;
    }
}
