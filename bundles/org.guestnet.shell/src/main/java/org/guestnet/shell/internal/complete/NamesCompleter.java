/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.complete;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.guestnet.model.GuestnetException;

/** Completes the name of something that we know, from the last observation; asks no host. */
abstract class NamesCompleter implements Completer {

    private static final Pattern PLAIN = Pattern.compile("[\\w.:@/-]+");

    /** All names. */
    abstract Stream<String> names(Session session, CommandLine line) throws GuestnetException;

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        try (Stream<String> names = names(session, line)) {
            List<String> words = names.map(NamesCompleter::quoted).toList();
            return new StringsCompleter(words, true).complete(session, line, candidates);
        } catch (GuestnetException e) {
            return -1; // there is nowhere to say it while somebody types; the command itself will
        }
    }

    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
