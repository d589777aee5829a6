/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.List;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.operation.Abort;
import org.guestnet.core.placement.Placement;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.HostName;
import org.guestnet.model.OperationId;

/**
 * A move that was found to be possible.
 *
 * @param from the source
 * @param guest the guest as it is there
 * @param to how it is placed at the destination
 * @param findings what is to be known of it
 * @param options what was asked for
 * @param abort whether it is to be given up
 */
record Move(
        HostName from, GuestReport guest, Placement to, List<Finding> findings, MigrateOptions options, Abort abort) {

    Move {
        findings = List.copyOf(findings);
    }

    OperationId id() {
        return abort.operation();
    }

    GuestName name() {
        return guest.name();
    }

    HostName destination() {
        return to.host().name();
    }
}
