/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import java.util.OptionalInt;
import org.guestnet.api.PoolMember;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** Members of a pool. */
public final class PoolView implements View<PoolMember> {

    @Override
    public Table table(List<PoolMember> members) {
        Table table = new Table(
                "The network has no pool there, or its pool no member.",
                "MEMBER",
                "STATE",
                "USED/MAX",
                "HOLDERS",
                "REASON");
        members.forEach(m -> table.row(m.device(), m.state(), used(m), Cells.list(m.holders()), m.reason()));
        return table;
    }

    @Override
    public Object json(PoolMember member) {
        return Json.object(
                "device",
                member.device(),
                "state",
                member.state(),
                "used",
                member.used(),
                "limit",
                member.limit(),
                "holders",
                member.holders(),
                "reason",
                member.reason());
    }

    private static String used(PoolMember member) {
        return member.limit().isEmpty()
                ? member.used() + "/any"
                : Cells.ofLimit(OptionalInt.of(member.used()), member.limit());
    }
}
