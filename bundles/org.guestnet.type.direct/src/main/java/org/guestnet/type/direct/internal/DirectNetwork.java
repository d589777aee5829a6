/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.Connection;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.PortRequest.Purpose;
import org.guestnet.spi.Usage;

/** A network on a pool of physical interfaces, read. */
final class DirectNetwork implements DefinedNetwork {

    private final XmlElement network;
    private final Pool pool;

    /**
     * @param network in libvirt's dialect, without {@code <forward>}
     * @param pool what becomes of that
     */
    DirectNetwork(XmlElement network, Pool pool) {
        this.network = network;
        this.pool = pool;
    }

    @Override
    public HostNetwork on(HostView host) {
        PoolOnHost there = PoolOnHost.of(pool, host);
        Troubles troubles = new Troubles(host, there.members());
        List<Finding> findings = new ArrayList<>();
        there.findings().stream()
                .map(f -> troubles.isAnySeen() ? f : asNotice(f))
                .map(f -> f.on(host.name()))
                .forEach(findings::add);
        findings.addAll(troubles.findings());
        if (!troubles.isAnyUsable()) {
            findings.add(nothingUsable(host));
        }
        HostNetwork meaning = HostNetwork.libvirt(network.with(pool.forward(there.members())))
                .withAttachmentPoints(troubles.points())
                .withFindings(findings);
        OptionalInt mtu = mtu(host, there);
        return mtu.isPresent() ? meaning.withMtu(mtu.getAsInt()) : meaning;
    }

    /** That of the member with the smallest: a guest may get any. */
    private static OptionalInt mtu(HostView host, PoolOnHost there) {
        return there.members().stream()
                .flatMap(m -> host.device(m.device()).stream())
                .flatMapToInt(d -> d.mtu().stream())
                .min();
    }

    /** Of a pool none of whose devices exists nobody needs to be asked: that is plain to see. */
    private static Finding asNotice(Finding finding) {
        return finding.severity() == Finding.Severity.CONSENT
                ? Finding.notice(Codes.MEMBER_UNUSABLE, finding.detail(), finding.remedy())
                        .at(finding.place().orElseThrow())
                : finding;
    }

    private Finding nothingUsable(HostView host) {
        return Finding.notice(
                        Codes.MEMBER_UNUSABLE,
                        "no device of the pool can be used now: its capacity is 0, and guests cannot start",
                        "repair one of them, or list devices that the host has")
                .on(host.name())
                .at(pool.forward().place());
    }

    @Override
    public List<Finding> admits(HostView host, PortRequest nic) {
        if (nic.purpose() == Purpose.MIGRATE_OUT) {
            return List.of(); // nothing holds it
        }
        Connection kind = pool.mode() == Mode.PASSTHROUGH ? Connection.PASSTHROUGH : Connection.DIRECT;
        List<Finding> found = new ArrayList<>(kind.refuses(nic.nic(), network, host.libvirtVersion()));
        if (kind == Connection.PASSTHROUGH) {
            found.addAll(VlanMembers.problems(host, nic.nic(), network, () -> on(host).attachmentPoints()));
        }
        found.addAll(QbhRule.refuses(pool.mode(), network, nic.nic()));
        if (pool.isEmptyOn(host)) {
            found.add(Finding.blocker(
                            Codes.POOL_EXHAUSTED,
                            "nothing that the pool names is known on this host",
                            "see net:show; create the virtual functions, or list devices that the host has")
                    .on(nic.nic().mac()));
        }
        return found;
    }

    @Override
    public List<AttachmentPoint> prefer(HostView host, PortRequest nic, List<AttachmentPoint> open, Usage usage) {
        Strategy strategy = pool.strategy();
        List<Member> members = strategy.needsPool() ? PoolOnHost.of(pool, host).members() : List.of();
        return open.stream().sorted(strategy.order(members, usage)).toList();
    }
}
