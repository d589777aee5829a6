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

/** Ids of the youngest operations. */
@Service
public final class OperationCompleter extends NamesCompleter {

    private static final int YOUNGEST = 100;

    @Reference
    Operations operations;

    @Override
    Stream<String> names(Session session, CommandLine line) throws GuestnetException {
        return operations.list(YOUNGEST).stream().map(o -> o.id().shortForm());
    }
}
