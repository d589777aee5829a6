/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.time.Duration;
import java.util.List;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** Operations, a row each. */
public final class OperationView implements View<Operation> {

    @Override
    public Table table(List<Operation> operations) {
        Table table = new Table(
                "Nothing was done yet.", "ID", "KIND", "SUBJECT", "HOST", "DESTINATION", "STATE", "STARTED", "TOOK");
        operations.forEach(o -> table.row(
                o.id().shortForm(),
                o.kind(),
                o.subject(),
                o.host(),
                Cells.orDash(o.destination()),
                o.state(),
                Cells.time(o.started()),
                Cells.orDash(o.ended().map(end -> Cells.lasted(o.started(), end)))));
        return table;
    }

    @Override
    public Object json(Operation operation) {
        return Json.object(
                "id",
                operation.id(),
                "kind",
                operation.kind(),
                "subject",
                operation.subject(),
                "guest",
                operation.guest(),
                "host",
                operation.host(),
                "destination",
                operation.destination(),
                "state",
                operation.state(),
                "steps",
                Json.list(operation.steps(), s -> Json.object("what", s.what(), "undo", s.undo(), "state", s.state())),
                "findings",
                Json.list(operation.findings(), Cells::finding),
                "interfaces",
                Json.list(
                        operation.interfaces(),
                        i -> Json.object(
                                "mac",
                                i.mac(),
                                "network",
                                i.network(),
                                "before",
                                i.before().map(Cells::plug),
                                "after",
                                i.after().map(Cells::plug),
                                "gapMillis",
                                i.gap().map(Duration::toMillis),
                                "announced",
                                i.announced())),
                "started",
                operation.started(),
                "ended",
                operation.ended());
    }
}
