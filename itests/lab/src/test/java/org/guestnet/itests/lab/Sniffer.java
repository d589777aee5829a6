/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Listens on the fabric for frames that fit a filter, one line each. Any thread; whoever started it closes it. */
final class Sniffer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Thread reader = new Thread(this::read, "sniffer");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Sniffer(Process process) {
        this.process = process;
    }

    /** Returns when it listens. @param device the fabric; @param filter as tcpdump takes it */
    static Sniffer start(List<String> prefix, Map<String, String> environment, String device, String filter) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("tcpdump", "-l", "-n", "-e", "-i", device, filter));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Sniffer sniffer = new Sniffer(builder.start());
            sniffer.reader.start();
            Await.until("tcpdump listens", PATIENCE, () -> sniffer.hasSaid("listening on"));
            return sniffer;
        } catch (IOException failure) {
            throw new UncheckedIOException("could not start " + command, failure);
        }
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            return; // it was closed while a line was being read; what was heard before counts
        }
    }

    /** The frames that were seen, one line each. */
    List<String> frames() {
        return lines.stream().filter(line -> line.contains(" > ")).toList();
    }

    /** Whether a line has that text. */
    boolean hasSaid(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            reader.join(5000);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
