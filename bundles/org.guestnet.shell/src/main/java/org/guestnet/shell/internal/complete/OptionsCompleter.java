/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.complete;

import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.guestnet.shell.internal.Commands;
import org.guestnet.shell.internal.TrailingOptions;

/** Options behind the arguments; their values are completed by Karaf. */
@Service
public final class OptionsCompleter extends NamesCompleter {

    @Override
    Stream<String> names(Session session, CommandLine line) {
        String typed = line.getArguments()[0];
        String name = typed.contains(":") ? typed : session.resolveCommand(typed);
        return Commands.ALL.stream()
                .filter(command -> name(command).equals(name))
                .flatMap(command -> TrailingOptions.of(command).keySet().stream());
    }

    private static String name(Class<?> command) {
        Command annotation = command.getAnnotation(Command.class);
        return annotation.scope() + ":" + annotation.name();
    }
}
