/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import java.util.Map;
import org.guestnet.api.GuestInfo;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** Guests, in a table with a row for every interface. */
public final class GuestView implements View<GuestInfo> {

    @Override
    public Table table(List<GuestInfo> guests) {
        Table table = new Table("There are no guests.", "GUEST", "HOST", "STATE", "MAC", "NETWORK", "PLUG");
        guests.forEach(guest -> rows(table, guest));
        return table;
    }

    private static void rows(Table table, GuestInfo guest) {
        if (guest.interfaces().isEmpty()) {
            table.row(guest.name(), guest.host(), guest.state(), "-", "-", "-");
        }
        guest.interfaces()
                .forEach(nic -> table.row(
                        guest.name(),
                        guest.host(),
                        guest.state(),
                        nic.mac(),
                        Cells.orDash(nic.network()),
                        Cells.plugged(nic.plug())));
    }

    @Override
    public Object json(GuestInfo guest) {
        return Json.object(
                "name",
                guest.name(),
                "host",
                guest.host(),
                "uuid",
                guest.uuid(),
                "state",
                guest.state(),
                "active",
                guest.active(),
                "interfaces",
                Json.list(guest.interfaces(), GuestView::nic));
    }

    private static Map<String, Object> nic(GuestInfo.Nic nic) {
        return Json.object(
                "mac", nic.mac(), "network", nic.network(), "plug", nic.plug().map(Cells::plug));
    }
}
