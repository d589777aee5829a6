/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.complete;

import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;

/** A name that is new: what is typed is what is meant. Without it Karaf would complete nothing that stands behind such a name. */
@Service
public final class NewNameCompleter extends NamesCompleter {

    @Override
    Stream<String> names(Session session, CommandLine line) {
        return Stream.ofNullable(line.getCursorArgument()).filter(typed -> !typed.isEmpty());
    }
}
