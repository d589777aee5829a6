/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import org.guestnet.api.HostInfo;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** Hosts. */
public final class HostView implements View<HostInfo> {

    @Override
    public Table table(List<HostInfo> hosts) {
        Table table = new Table(
                "There are no hosts. Try: host:add kvm1 ssh://root@kvm1.example.org",
                "NAME",
                "ADDRESS",
                "HYPERVISOR",
                "STATE",
                "LIBVIRT",
                "NETWORKS",
                "GUESTS",
                "RUNNING");
        hosts.forEach(info -> table.row(
                info.host().name(),
                info.host().address(),
                info.host().hypervisor(),
                info.state(),
                Cells.orDash(info.libvirt()),
                info.networks(),
                info.guests(),
                info.running()));
        return table;
    }

    @Override
    public Object json(HostInfo info) {
        return Json.object(
                "name",
                info.host().name(),
                "address",
                info.host().address(),
                "hypervisor",
                info.host().hypervisor(),
                "state",
                info.state(),
                "reason",
                info.reason(),
                "libvirt",
                info.libvirt(),
                "networks",
                info.networks(),
                "guests",
                info.guests(),
                "running",
                info.running(),
                "seen",
                info.seen(),
                "shellAddress",
                info.host().shellAddress(),
                "peerAddress",
                info.host().peerAddress(),
                "migrationAddress",
                info.host().migrationAddress());
    }
}
