/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pings one address all the while and knows the longest time without an answer. Any thread; whoever started it closes it.
 */
final class Pinger implements AutoCloseable {

    private static final Pattern REPLY = Pattern.compile("\\[(\\d+\\.\\d+)\\] \\d+ bytes from .*");

    private final Process process;
    private final Thread reader = new Thread(this::read, "pinger");
    private final List<Double> replies = new ArrayList<>(); // seconds since 1970; guarded by itself

    private Pinger(Process process) {
        this.process = process;
    }

    static Pinger start(List<String> prefix, Map<String, String> environment, String address) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("ping", "-n", "-D", "-i", "0.02", address.replaceFirst("/.*", "")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Pinger pinger = new Pinger(builder.start());
            pinger.reader.start();
            return pinger;
        } catch (IOException failure) {
            throw new UncheckedIOException("could not start " + command, failure);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher reply = REPLY.matcher(line);
                if (reply.matches()) {
                    add(Double.parseDouble(reply.group(1)));
                }
            }
        } catch (IOException closed) {
            // "Stream closed": the pinger was closed while a line was being read; the replies up to here count.
            return;
        }
    }

    private void add(double time) {
        synchronized (replies) {
            replies.add(time);
        }
    }

    int replies() {
        synchronized (replies) {
            return replies.size();
        }
    }

    /** Returns when {@code number} more answers have come; fails after {@code deadline}. */
    Pinger awaitReplies(int number, Duration deadline) {
        int wanted = replies() + number;
        Await.until(number + " more replies come", deadline, () -> replies() >= wanted);
        return this;
    }

    /** Forgets what was so far: the next reply begins a new measurement. */
    void reset() {
        synchronized (replies) {
            replies.clear();
        }
    }

    /** The longest time between two answers, or since the last one. Needs an answer to begin with. */
    Duration longestGap() {
        double longest = 0;
        synchronized (replies) {
            if (replies.isEmpty()) {
                throw new AssertionError("no reply at all");
            }
            for (int i = 1; i < replies.size(); i++) {
                longest = Math.max(longest, replies.get(i) - replies.get(i - 1));
            }
            double sinceLast = System.currentTimeMillis() / 1000.0 - replies.get(replies.size() - 1);
            return Duration.ofMillis(Math.round(Math.max(longest, sinceLast) * 1000));
        }
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
