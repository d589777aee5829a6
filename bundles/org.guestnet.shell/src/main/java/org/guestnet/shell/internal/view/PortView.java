/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import org.guestnet.api.PortInfo;
import org.guestnet.model.Port;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** Ports. */
public final class PortView implements View<PortInfo> {

    @Override
    public Table table(List<PortInfo> ports) {
        Table table = new Table("There are no ports.", "HOST", "NETWORK", "KIND", "OWNER", "MAC", "PLUG");
        ports.forEach(p -> table.row(
                p.host(),
                p.port().network(),
                p.kind(),
                p.port().ownerName(),
                p.port().mac(),
                Cells.plugged(p.port().plug())));
        return table;
    }

    @Override
    public Object json(PortInfo info) {
        Port port = info.port();
        return Json.object(
                "host",
                info.host(),
                "network",
                port.network(),
                "id",
                port.id(),
                "kind",
                info.kind(),
                "owner",
                port.ownerName(),
                "ownerId",
                port.ownerId(),
                "mac",
                port.mac(),
                "portgroup",
                port.portgroup(),
                "plug",
                port.plug().map(Cells::plug));
    }
}
