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
import org.guestnet.api.Hosts;

/** Names of hosts. */
@Service
public final class HostCompleter extends NamesCompleter {

    @Reference
    Hosts hosts;

    @Override
    Stream<String> names(Session session, CommandLine line) {
        return hosts.list().stream().map(h -> h.host().name().value());
    }
}
