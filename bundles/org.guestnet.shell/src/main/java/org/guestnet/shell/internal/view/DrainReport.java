/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.guestnet.api.DrainPlan;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.Findings;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Printer;
import org.guestnet.shell.internal.Table;

/** A drain, planned or done. */
public final class DrainReport {

    private final Printer printer;

    /** @param printer where it is printed */
    public DrainReport(Printer printer) {
        this.printer = printer;
    }

    private static final String NOBODY = "No guest runs there.";

    /** What keeps guests on the host. */
    public static List<Finding> blockers(Operation drain) {
        return drain.findings().stream()
                .filter(f -> f.severity() == Severity.BLOCKER)
                .toList();
    }

    /** Where each guest would go, and which cannot. */
    public void print(DrainPlan plan) {
        if (printer.isJson()) {
            printer.json(json(plan));
            return;
        }
        printer.line("Planned: drain host " + plan.host() + ". Nothing was changed.");
        Table table = new Table(
                plan.stuck().isEmpty() ? NOBODY : "No guest can go.", "ORDER", "GUEST", "DESTINATION", "REASON");
        plan.moves().forEach(m -> table.row(m.order(), m.guest(), m.destination(), m.reason()));
        printer.table(table);
        for (DrainPlan.Stuck stuck : plan.stuck()) {
            printer.line("Guest " + stuck.guest() + " cannot go:");
            Findings.together(stuck.blockers()).forEach(b -> printer.line("  " + b));
        }
    }

    /** Prints a line when a guest is begun and when it has ended; nothing for programs. For several threads, one at a time. */
    public Consumer<Operation> progress() {
        Map<Integer, StepState> told = new HashMap<>();
        return drain -> {
            synchronized (told) {
                for (int i = 0; i < drain.steps().size(); i++) {
                    tell(i, drain.steps().get(i), told);
                }
            }
        };
    }

    private void tell(int index, Step step, Map<Integer, StepState> told) {
        boolean news = step.state() != StepState.PLANNED && step.state() != told.put(index, step.state());
        if (news && !printer.isJson()) {
            printer.line(step.what() + ": " + step.state());
        }
    }

    /** What was done; what keeps guests on the host is left to be told as a refusal. */
    public void print(Operation drain) {
        if (printer.isJson()) {
            printer.json(new OperationView().json(drain));
            return;
        }
        printer.line(OperationSentence.of(drain));
        Table table = new Table(blockers(drain).isEmpty() ? NOBODY : "No guest could go.", "STEP", "STATE");
        drain.steps().forEach(s -> table.row(s.what(), s.state()));
        printer.table(table);
        drain.findings().stream()
                .filter(f -> f.severity() != Severity.BLOCKER && !f.code().equals(Codes.DRAIN_OPTIONS))
                .forEach(f -> printer.line(f.toString()));
    }

    private static Map<String, Object> json(DrainPlan plan) {
        return Json.object(
                "host",
                plan.host(),
                "moves",
                Json.list(
                        plan.moves(),
                        m -> Json.object(
                                "guest",
                                m.guest(),
                                "destination",
                                m.destination(),
                                "order",
                                m.order(),
                                "reason",
                                m.reason())),
                "stuck",
                Json.list(
                        plan.stuck(),
                        s -> Json.object("guest", s.guest(), "blockers", Json.list(s.blockers(), Cells::finding))));
    }
}
