/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.guestnet.driver.store.contract.PostgreSql;

/** A {@link SharingManager} in a process of its own, seen from the test. */
final class ManagerProcess implements AutoCloseable {

    private static final long PATIENCE_S = 90;

    /** What it answers when it was silent for too long, as on a busy machine. */
    static final Set<String> LOST = Set.of("HOST_DOWN", "HOST_TIMEOUT", "STORE_FAILED", "MANAGER_FENCED");

    private final Process process;
    private final PrintWriter in;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
    private final CompletableFuture<String> held = new CompletableFuture<>();

    /** @param holdBefore the call to a host before which it stands still; empty if it does not */
    ManagerProcess(PostgreSql server, String name, int leaseSeconds, String holdBefore) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SharingManager.class.getName(),
                server.url(),
                server.user(),
                name,
                Integer.toString(leaseSeconds),
                holdBefore);
        builder.environment().put(SharingManager.PASSWORD, server.password());
        try {
            process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        Thread reader = new Thread(this::read, "answers of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals(SharingManager.HELD)) {
                    held.complete(SharingManager.HELD);
                } else {
                    String[] answer = line.split(" ", 2);
                    asked.get(answer[0]).complete(answer[1]);
                }
            }
            asked.values().forEach(a -> a.complete("the manager has ended"));
        } catch (IOException e) {
            asked.values().forEach(a -> a.completeExceptionally(e)); // the process was ended in the middle of a line
        }
    }

    /** Has it do something; the answer comes, at the latest when the process has ended. */
    CompletableFuture<String> begin(String command) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        String number = Integer.toString(numbers.incrementAndGet());
        asked.put(number, answer);
        in.println(number + " " + command);
        if (!process.isAlive()) {
            answer.complete("the manager has ended");
        }
        return answer;
    }

    /** Has it do something, and waits for the answer. */
    String ask(String command) {
        return answer(begin(command));
    }

    static String answer(CompletableFuture<String> begun) {
        return begun.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    }

    /**
     * The same of a manager that may have been silent for too long: on a busy machine it loses its sessions and its database for a
     * moment, for in these tests others have little patience.
     */
    String askPatiently(String command) {
        AtomicReference<String> answer = new AtomicReference<>();
        Await.until(command + " is answered", Duration.ofSeconds(PATIENCE_S), () -> {
            answer.set(ask(command));
            return !isLost(answer.get());
        });
        return answer.get();
    }

    private static boolean isLost(String answer) {
        return LOST.stream().anyMatch(answer::startsWith);
    }

    /** Has it do what it is to stand still in, and waits until it does. */
    CompletableFuture<String> beginHeld(String command) {
        CompletableFuture<String> begun = begin(command);
        while (!held.isDone()) {
            String first = answer(CompletableFuture.anyOf(held, begun).thenApply(Object::toString));
            if (isLost(first)) {
                begun = begin(command);
            } else if (!held.isDone()) {
                throw new AssertionError("the manager did not come to where it was to stand still: " + first);
            }
        }
        return begun;
    }

    /** What holds it goes on; said to a frozen process, it goes on as soon as that thaws. */
    void go() {
        in.println(SharingManager.GO);
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
