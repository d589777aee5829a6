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
import org.guestnet.api.Guests;

/** Names of guests. */
@Service
public final class GuestCompleter extends NamesCompleter {

    @Reference
    Guests guests;

    @Override
    Stream<String> names(Session session, CommandLine line) {
        return guests.list().stream().map(g -> g.name().value());
    }
}
