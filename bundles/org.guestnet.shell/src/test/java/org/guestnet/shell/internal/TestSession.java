/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.karaf.shell.api.console.History;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.api.console.Terminal;

/** A session without a container: variables, a directory, an input, and a terminal if it was given one. */
final class TestSession implements Session {

    private final Map<String, Object> variables = new HashMap<>();
    private final Registry registry;
    private Path directory = Path.of("").toAbsolutePath();
    InputStream keyboard = new ByteArrayInputStream(new byte[0]);
    Terminal terminal;

    TestSession(Registry registry) {
        this.registry = registry;
    }

    void type(String text) {
        keyboard = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Object get(String name) {
        return variables.get(name);
    }

    @Override
    public void put(String name, Object value) {
        variables.put(name, value);
    }

    @Override
    public InputStream getKeyboard() {
        return keyboard;
    }

    @Override
    public PrintStream getConsole() {
        return System.out;
    }

    @Override
    public Terminal getTerminal() {
        return terminal;
    }

    @Override
    public Registry getRegistry() {
        return registry;
    }

    @Override
    public Path currentDir() {
        return directory;
    }

    @Override
    public void currentDir(Path path) {
        directory = path;
    }

    @Override
    public String resolveCommand(String name) {
        return Commands.ALL.stream()
                .map(TestShell::fullName)
                .filter(full -> full.endsWith(":" + name))
                .findFirst()
                .orElse(name);
    }

    @Override
    public Object execute(CharSequence line) {
        throw new UnsupportedOperationException("one command at a time");
    }

    @Override
    public String readLine(String prompt, Character mask) {
        throw new UnsupportedOperationException("nobody is asked");
    }

    @Override
    public History getHistory() {
        throw new UnsupportedOperationException("there is no history");
    }

    @Override
    public SessionFactory getFactory() {
        throw new UnsupportedOperationException("there is no factory");
    }

    @Override
    public void close() {}

    @Override
    public void run() {}
}
