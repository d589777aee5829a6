/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Threads as the kernel sees them. One that was woken and has no processor yet still waits in the eyes of Java; the kernel knows
 * better. Where there is no such kernel, nothing is known. Used by one thread.
 */
final class Tasks {

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String SLEEPS = "S";

    private final Set<Path> others = new HashSet<>(); // those of the virtual machine

    static boolean isKnown() {
        return Files.isDirectory(TASKS);
    }

    /** Whether a thread of the manager, a host or an actor runs or is about to. */
    boolean isAnyAwake() {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                if (!others.contains(task) && isAwake(task)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true; // it is looked at again
        }
    }

    private boolean isAwake(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            if (!name.startsWith("guestnet-") && !name.startsWith("actor-")) {
                others.add(task);
                return false;
            }
            return !stat.startsWith(SLEEPS, stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // it has ended
        }
    }
}
