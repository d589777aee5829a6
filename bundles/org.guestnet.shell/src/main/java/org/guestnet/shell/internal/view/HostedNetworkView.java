/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import org.guestnet.api.HostedNetwork;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** One network on its hosts, or the networks of one host. */
public final class HostedNetworkView implements View<HostedNetwork> {

    @Override
    public Table table(List<HostedNetwork> networks) {
        Table table = new Table(
                "No network.", "HOST", "NETWORK", "TYPE", "STATE", "AUTOSTART", "BRIDGE", "SEGMENT", "FREE", "GUESTS");
        networks.forEach(n -> table.row(
                n.host(),
                n.name(),
                n.type(),
                n.active() ? "active" : "inactive",
                Cells.yesNo(n.autostart()),
                Cells.orDash(n.bridge()),
                Cells.orDash(n.segment()),
                Cells.ofLimit(n.free(), n.capacity()),
                Cells.list(n.guests())));
        return table;
    }

    @Override
    public Object json(HostedNetwork network) {
        return Json.object(
                "host",
                network.host(),
                "name",
                network.name(),
                "type",
                network.type(),
                "managed",
                network.managed(),
                "active",
                network.active(),
                "autostart",
                network.autostart(),
                "segment",
                network.segment(),
                "bridge",
                network.bridge(),
                "guests",
                network.guests(),
                "free",
                network.free(),
                "capacity",
                network.capacity(),
                "resolvedByGuestnet",
                network.resolvedByGuestnet(),
                "findings",
                Json.list(network.findings(), Cells::finding));
    }
}
