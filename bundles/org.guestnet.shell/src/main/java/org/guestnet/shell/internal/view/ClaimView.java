/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import org.guestnet.api.Networks.ClaimInfo;
import org.guestnet.model.Claim;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** Claims. */
public final class ClaimView implements View<ClaimInfo> {

    @Override
    public Table table(List<ClaimInfo> claims) {
        Table table = new Table(
                "There are no claims.", "HOST", "DEVICE", "SLOT", "NETWORK", "GUEST", "NIC", "STATE", "OPERATION");
        claims.forEach(info -> {
            Claim claim = info.claim();
            table.row(
                    claim.key().host(),
                    claim.key().device(),
                    claim.key().ordinal(),
                    claim.network(),
                    claim.guestName(),
                    claim.nic(),
                    info.uncertain() ? "UNCERTAIN" : claim.state(),
                    claim.operation().shortForm());
        });
        return table;
    }

    @Override
    public Object json(ClaimInfo info) {
        Claim claim = info.claim();
        return Json.object(
                "host",
                claim.key().host(),
                "device",
                claim.key().device(),
                "slot",
                claim.key().ordinal(),
                "network",
                claim.network(),
                "guest",
                claim.guestName(),
                "guestId",
                claim.guest(),
                "nic",
                claim.nic(),
                "state",
                claim.state(),
                "uncertain",
                info.uncertain(),
                "operation",
                claim.operation(),
                "since",
                claim.since());
    }
}
