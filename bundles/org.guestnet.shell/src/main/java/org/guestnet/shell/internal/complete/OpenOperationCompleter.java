/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.complete;

import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.guestnet.api.Operations;
import org.guestnet.model.GuestnetException;

/** The ids of operations that have not ended. */
@Service
public final class OpenOperationCompleter extends NamesCompleter {

    private static final int YOUNGEST = 1000;

    @Reference
    Operations operations;

    @Override
    Stream<String> names(Session session, CommandLine line) throws GuestnetException {
        return operations.list(YOUNGEST).stream()
                .filter(o -> !o.state().isOver())
                .map(o -> o.id().shortForm());
    }
}
