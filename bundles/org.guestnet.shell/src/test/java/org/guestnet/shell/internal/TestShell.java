/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.impl.action.command.ActionCommand;
import org.apache.karaf.shell.impl.action.command.DefaultActionPreparator;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.RegistryImpl;
import org.apache.karaf.shell.support.CommandException;

/** Runs command lines as Karaf does, with Karaf's own reading of options and its own injection, on a fleet in memory. */
final class TestShell {

    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    final TestFleet fleet;
    final RegistryImpl registry = new RegistryImpl(null);
    final TestSession session = new TestSession(registry);
    private final ManagerImpl manager = new ManagerImpl(registry, registry);

    TestShell(TestFleet fleet) {
        this.fleet = fleet;
        fleet.services().forEach(registry::register);
        registry.register(session);
        session.currentDir(Path.of("src/test/resources").toAbsolutePath());
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    /** The exit code of a command, what it printed, and why it was refused, without Karaf's colour. */
    record Result(int code, String out, String refusal) {}

    static String fullName(Class<?> command) {
        Command name = command.getAnnotation(Command.class);
        return name.scope() + ":" + name.name();
    }

    /** Runs a line; words are separated by blanks. */
    Result run(String line) throws Exception {
        List<String> words = Arrays.asList(line.split(" "));
        return run(words.get(0), words.subList(1, words.size()));
    }

    Result run(String name, List<String> arguments) throws Exception {
        Class<? extends Action> type = Commands.ALL.stream()
                .filter(c -> fullName(c).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no command " + name));
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        String refusal;
        try {
            refusal = execute(type, arguments);
        } finally {
            System.setOut(out);
        }
        return new Result(refusal.isEmpty() ? 0 : 1, printed.toString(StandardCharsets.UTF_8), refusal);
    }

    private String execute(Class<? extends Action> type, List<String> arguments) throws Exception {
        Action action = manager.instantiate(type, registry);
        try {
            if (new DefaultActionPreparator().prepare(action, session, new ArrayList<>(arguments))) {
                Object result = action.execute();
                if (result != null) {
                    throw new IllegalStateException("Karaf would print " + result);
                }
            }
            return "";
        } catch (CommandException e) {
            return uncoloured(e.getNiceHelp());
        }
    }

    /** Karaf prints a refusal as it is: it begins red and ends plain. */
    private static String uncoloured(String help) {
        if (!help.startsWith(RED) || !help.endsWith(PLAIN)) {
            throw new IllegalStateException("not coloured: " + help);
        }
        return help.substring(RED.length(), help.length() - PLAIN.length());
    }

    /** What completes the last word of a line. */
    List<String> complete(String line) {
        Commands.ALL.forEach(manager::register);
        CompleterClasses.ALL.forEach(manager::register);
        String name = line.substring(0, line.indexOf(' '));
        int colon = name.indexOf(':');
        ActionCommand command =
                (ActionCommand) registry.getCommand(name.substring(0, colon), name.substring(colon + 1));
        List<String> candidates = new ArrayList<>();
        Completer completer = command.getCompleter(false);
        completer.complete(session, new Line(line), candidates);
        return candidates.stream().map(String::strip).toList();
    }

    /** A line with the cursor at its end. */
    private record Line(String getBuffer) implements CommandLine {

        @Override
        public String[] getArguments() {
            return getBuffer.split(" ", -1);
        }

        @Override
        public int getCursorArgumentIndex() {
            return getArguments().length - 1;
        }

        @Override
        public String getCursorArgument() {
            return getArguments()[getCursorArgumentIndex()];
        }

        @Override
        public int getArgumentPosition() {
            return getCursorArgument().length();
        }

        @Override
        public int getBufferPosition() {
            return getBuffer.length();
        }
    }
}
