/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import java.util.List;
import org.guestnet.api.NetworkTypeInfo;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.Table;
import org.guestnet.shell.internal.View;

/** Providers of network types. */
public final class NetworkTypeView implements View<NetworkTypeInfo> {

    @Override
    public Table table(List<NetworkTypeInfo> types) {
        Table table = new Table(
                "No network type is installed. Try: feature:install guestnet",
                "TYPE",
                "STATE",
                "BUNDLE",
                "RANKING",
                "REASON");
        types.forEach(t -> table.row(t.type(), t.state(), t.bundle(), t.ranking(), t.reason()));
        return table;
    }

    @Override
    public Object json(NetworkTypeInfo info) {
        return Json.object(
                "type",
                info.type(),
                "state",
                info.state(),
                "bundle",
                info.bundle(),
                "ranking",
                info.ranking(),
                "reason",
                info.reason());
    }
}
