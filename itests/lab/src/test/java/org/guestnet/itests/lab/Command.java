/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one program to its end, within a deadline. Any thread. */
final class Command {

    /** What a program left behind; standard output and standard error in one text, in the order in which they came. */
    record Result(List<String> command, int exitCode, String output) {

        boolean ok() {
            return exitCode == 0;
        }

        /** The output of a program that succeeded; an {@link AssertionError} with all that is known when it did not. */
        String orFail() {
            if (!ok()) {
                throw new AssertionError(String.join(" ", command) + "\nended with " + exitCode + ":\n" + output);
            }
            return output;
        }
    }

    private Command() {}

    /** Runs {@code command} with {@code environment} added to this process's own; ends it at the deadline and fails. */
    static Result run(Map<String, String> environment, Duration deadline, List<String> command) {
        try {
            // A file, not a pipe: a daemon that inherits a pipe would keep its reader waiting.
            Path output = Files.createTempFile("lab", ".out");
            try {
                int exitCode = run(environment, deadline, command, output);
                return new Result(command, exitCode, Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("could not run " + command, failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, interrupt);
        }
    }

    private static int run(Map<String, String> environment, Duration deadline, List<String> command, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new AssertionError(String.join(" ", command) + "\ndid not end within " + deadline + "; it said:\n"
                    + Files.readString(output, StandardCharsets.UTF_8));
        }
        return process.exitValue();
    }
}
