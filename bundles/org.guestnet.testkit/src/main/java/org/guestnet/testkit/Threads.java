/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Asks from several threads at once. */
final class Threads {

    private static final int COUNT = 4;

    private Threads() {}

    /** The answer that each thread got. */
    static <T> List<T> together(Callable<T> question) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(COUNT);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : pool.invokeAll(
                    IntStream.range(0, COUNT).mapToObj(i -> question).toList())) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
