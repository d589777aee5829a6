/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {

    /** What only reads, by its verb. */
    static final Set<String> READING = Set.of(
            "list",
            "show",
            "types",
            "dumpxml",
            "mesh",
            "pool",
            "ports",
            "claims",
            "doctor",
            "what-if",
            "resolve",
            "candidates");

    /** They change what Guestnet knows, or what it does already: there is nothing to plan. */
    private static final Set<String> NO_HOST_CHANGED = Set.of("host:add", "host:set", "host:remove", "op:abort");

    static Stream<Class<?>> commands() throws IOException {
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            List<Class<?>> found = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                Class<?> type = load(classes.relativize(file).toString());
                if (type.isAnnotationPresent(Command.class)) {
                    found.add(type);
                }
            }
            return found.stream();
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(file.replace(".class", "").replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(file, e);
        }
    }

    @Test
    void theCommandsAreThese() throws IOException {
        assertThat(commands().map(TestShell::fullName))
                .containsExactlyInAnyOrder(
                        "host:add",
                        "host:list",
                        "host:show",
                        "host:set",
                        "host:drain",
                        "host:remove",
                        "net:types",
                        "net:list",
                        "net:show",
                        "net:define",
                        "net:start",
                        "net:stop",
                        "net:autostart",
                        "net:undefine",
                        "net:dumpxml",
                        "net:pool",
                        "net:ports",
                        "net:claims",
                        "net:doctor",
                        "net:what-if",
                        "net:mesh",
                        "net:rotate-key",
                        "guest:list",
                        "guest:start",
                        "guest:stop",
                        "guest:resolve",
                        "guest:candidates",
                        "guest:migrate",
                        "guest:attach",
                        "guest:detach",
                        "guest:move-nic",
                        "op:list",
                        "op:show",
                        "op:abort");
    }

    @Test
    void allAreListed() throws IOException {
        assertThat(commands().toList()).containsExactlyInAnyOrderElementsOf(Commands.ALL);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsFoundByKarafAndSaysWhatItDoes(Class<?> command) {
        assertThat(command.isAnnotationPresent(Service.class)).isTrue();
        assertThat(command.getAnnotation(Command.class).description()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyArgumentAndOptionIsDescribed(Class<?> command) {
        assertThat(annotated(command, Argument.class))
                .allSatisfy(f -> assertThat(f.getAnnotation(Argument.class).description())
                        .isNotBlank());
        assertThat(annotated(command, Option.class))
                .isNotEmpty()
                .allSatisfy(f ->
                        assertThat(f.getAnnotation(Option.class).description()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyArgumentCompletes(Class<?> command) {
        assertThat(annotated(command, Argument.class))
                .allSatisfy(f -> assertThat(f.isAnnotationPresent(Completion.class))
                        .as(f.toString())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatChangesAHostCanBePlanned(Class<?> command) {
        String verb = command.getAnnotation(Command.class).name();
        boolean changes = !READING.contains(verb) && !NO_HOST_CHANGED.contains(TestShell.fullName(command));
        assertThat(TrailingOptions.of(command).containsKey("--dry-run")).isEqualTo(changes);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHelpsAndHasBothForms(Class<?> command) throws Exception {
        assertThat(new TestShell(new TestFleet())
                        .run(TestShell.fullName(command), List.of("--help"))
                        .out())
                .contains("--output")
                .contains(command.getAnnotation(Command.class).description());
    }

    private static List<Field> annotated(Class<?> command, Class<? extends java.lang.annotation.Annotation> kind) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = command; type != null; type = type.getSuperclass()) {
            Stream.of(type.getDeclaredFields())
                    .filter(f -> f.isAnnotationPresent(kind))
                    .forEach(fields::add);
        }
        return fields;
    }
}
