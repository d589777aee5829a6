/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.Map;
import org.guestnet.api.WhatIf;
import org.guestnet.model.Findings;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Printer;
import org.guestnet.shell.internal.Table;

/** Whether the fleet can lose hosts. */
public final class WhatIfReport {

    private final Printer printer;

    /** @param printer where it is printed */
    public WhatIfReport(Printer printer) {
        this.printer = printer;
    }

    /** The answer. */
    public void print(WhatIf answer) {
        if (printer.isJson()) {
            printer.json(json(answer));
            return;
        }
        printer.line(sentence(answer));
        Table table = new Table("They need no network.", "NETWORK", "NEEDED", "FREE", "CAPACITY", "ENOUGH");
        answer.networks()
                .forEach(n -> table.row(
                        n.network(),
                        n.needed(),
                        Cells.orAny(n.free()),
                        Cells.orAny(n.capacity()),
                        Cells.yesNo(n.enough())));
        printer.table(table);
        answer.bottleneck().ifPresent(n -> printer.line("Bottleneck: network " + n));
        for (WhatIf.Stranded guest : answer.stuck()) {
            printer.line("Guest " + guest.guest() + " of " + guest.host() + " would find no place:");
            Findings.together(guest.blockers()).forEach(b -> printer.line("  " + b));
        }
    }

    private static String sentence(WhatIf answer) {
        String guests = answer.guests() + (answer.guests() == 1 ? " guest" : " guests");
        return answer.possible()
                ? "Yes: without " + Cells.list(answer.without()) + " the other hosts have room for " + guests + "."
                : "No: without " + Cells.list(answer.without()) + ", "
                        + answer.stuck().size() + " of " + guests + " would find no place.";
    }

    private static Map<String, Object> json(WhatIf answer) {
        return Json.object(
                "without",
                Json.list(answer.without(), h -> h),
                "possible",
                answer.possible(),
                "guests",
                answer.guests(),
                "bottleneck",
                answer.bottleneck(),
                "networks",
                Json.list(
                        answer.networks(),
                        n -> Json.object(
                                "network",
                                n.network(),
                                "needed",
                                n.needed(),
                                "free",
                                n.free(),
                                "capacity",
                                n.capacity(),
                                "enough",
                                n.enough())),
                "stuck",
                Json.list(
                        answer.stuck(),
                        s -> Json.object(
                                "guest",
                                s.guest(),
                                "host",
                                s.host(),
                                "blockers",
                                Json.list(s.blockers(), Cells::finding))));
    }
}
