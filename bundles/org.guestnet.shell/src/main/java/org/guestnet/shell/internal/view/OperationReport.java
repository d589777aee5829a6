/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import org.guestnet.model.Operation;
import org.guestnet.shell.internal.Printer;
import org.guestnet.shell.internal.Table;

/** One operation in full: what was done, its steps where they matter, notices, and how the guest is connected. */
public final class OperationReport {

    private final Printer printer;

    /** @param printer where it is printed */
    public OperationReport(Printer printer) {
        this.printer = printer;
    }

    /** What a command did: its steps only if it was a dry run. */
    public void result(Operation operation) {
        print(operation, operation.state() == Operation.State.PLANNED);
    }

    /** All of it, steps included. */
    public void full(Operation operation) {
        print(operation, true);
    }

    private void print(Operation operation, boolean steps) {
        if (printer.isJson()) {
            printer.json(new OperationView().json(operation));
            return;
        }
        printer.line(OperationSentence.of(operation));
        if (steps) {
            printer.table(steps(operation));
        }
        operation.findings().forEach(finding -> printer.line(finding.toString()));
        if (!operation.interfaces().isEmpty()) {
            printer.table(interfaces(operation));
        }
    }

    private static Table steps(Operation operation) {
        Table table = new Table(nothing(operation), "STEP", "STATE", "UNDO");
        operation.steps().forEach(step -> table.row(step.what(), step.state(), step.undo()));
        return table;
    }

    private static String nothing(Operation operation) {
        return DrainReport.blockers(operation).isEmpty() ? "There is nothing to do." : "Nothing could be done.";
    }

    /** Only a move has a gap, and is announced. */
    private static Table interfaces(Operation operation) {
        if (operation.kind() != Operation.Kind.GUEST_MIGRATE) {
            Table table = new Table("", "MAC", "NETWORK", "BEFORE", "AFTER");
            operation
                    .interfaces()
                    .forEach(i -> table.row(i.mac(), i.network(), Cells.plugged(i.before()), Cells.plugged(i.after())));
            return table;
        }
        Table table = new Table("", "MAC", "NETWORK", "BEFORE", "AFTER", "GAP", "ANNOUNCED");
        operation
                .interfaces()
                .forEach(i -> table.row(
                        i.mac(),
                        i.network(),
                        Cells.plugged(i.before()),
                        Cells.plugged(i.after()),
                        Cells.orDash(i.gap().map(gap -> gap.toMillis() + " ms")),
                        Cells.yesNo(i.announced())));
        return table;
    }
}
