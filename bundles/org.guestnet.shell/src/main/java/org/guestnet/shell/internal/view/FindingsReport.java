/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import org.guestnet.model.Finding;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Printer;

/** Findings that are the answer themselves: a line each, and a word if there is none. */
public final class FindingsReport {

    private final Printer printer;

    /** @param printer where it is printed */
    public FindingsReport(Printer printer) {
        this.printer = printer;
    }

    /** Prints them in their order. */
    public void print(List<Finding> findings) {
        if (printer.isJson()) {
            printer.json(Json.list(findings, Cells::finding));
        } else if (findings.isEmpty()) {
            printer.line("Nothing is wrong.");
        } else {
            findings.forEach(finding -> printer.line(finding.toString()));
        }
    }
}
