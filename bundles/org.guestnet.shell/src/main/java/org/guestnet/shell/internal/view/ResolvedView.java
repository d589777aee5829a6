/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** How interfaces would be connected. */
public final class ResolvedView implements View<ResolvedInterface> {

    @Override
    public Table table(List<ResolvedInterface> interfaces) {
        Table table = new Table("The guest has no interfaces.", "MAC", "NETWORK", "TYPE", "PLUG", "DECIDED BY");
        interfaces.forEach(i ->
                table.row(i.mac(), Cells.orDash(i.network()), Cells.orDash(i.type()), Cells.plugged(i.plug()), i.by()));
        return table;
    }

    @Override
    public Object json(ResolvedInterface resolved) {
        return Json.object(
                "mac",
                resolved.mac(),
                "network",
                resolved.network(),
                "type",
                resolved.type(),
                "plug",
                resolved.plug().map(Cells::plug),
                "by",
                resolved.by(),
                "options",
                Json.list(resolved.options(), Cells::xml),
                "findings",
                Json.list(resolved.findings(), Cells::finding));
    }

    /** What applies to an interface: a line, if anything does. */
    public static Optional<String> options(ResolvedInterface resolved) {
        return resolved.options().isEmpty()
                ? Optional.empty()
                : Optional.of(resolved.mac() + " gets "
                        + resolved.options().stream().map(Cells::xml).collect(Collectors.joining(" ")));
    }
}
