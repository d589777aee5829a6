/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.ansi.SimpleAnsi;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;

/** What all commands share: the output's form, and how a refusal is told. One object serves one execution. */
public abstract class GuestnetCommand implements Action {

    private static final String RESET = "\u001b[0m";

    @Reference
    Session session;

    @Option(name = "-o", aliases = "--output", description = "Form of the output: table or json")
    @Completion(
            value = StringsCompleter.class,
            values = {"table", "json"})
    String output = "table";

    @Option(name = "--no-format", description = "Tables as bare rows with tabs, without a header")
    boolean noFormat;

    private Printer printer;

    /** Does it. Everything that was asked for is printed when it returns; what fails is thrown. */
    protected abstract void run() throws GuestnetException;

    /** What stands behind the names: options that Karaf itself only takes in front of them. */
    protected List<String> trailing() {
        return List.of();
    }

    /** Where results go. */
    protected final Printer printer() {
        return printer;
    }

    /** The session that the command runs in. */
    protected final Session session() {
        return session;
    }

    /** @return null: Karaf would print anything else */
    @Override
    public final Object execute() throws CommandException {
        try {
            TrailingOptions.apply(this, trailing());
            printer = new Printer(System.out, Printer.Form.parse(output, noFormat));
            run();
            return null;
        } catch (GuestnetException e) {
            throw failure(e.findings());
        }
    }

    /**
     * Karaf prints a command exception's help on the console, logs nothing, and makes the exit code 1. The console it is, for Karaf loses
     * what a command without a terminal writes to the standard error; by the colour {@code bin/guestnet} tells it from results.
     */
    private static CommandException failure(List<Finding> findings) {
        String text = findings.stream().map(f -> Text.visible(f.toString())).collect(Collectors.joining("\n"));
        return new CommandException(SimpleAnsi.COLOR_RED + text + RESET, text);
    }
}
