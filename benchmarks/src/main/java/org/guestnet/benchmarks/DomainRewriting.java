/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Plugging a guest's interface into a host, in its domain XML. */
final class DomainRewriting implements Measurement {

    private static final double GOAL = 1.5;

    @Override
    public String name() {
        return "rewrite";
    }

    @Override
    public String describe() {
        return "rewriting a domain document, against a bare DOM that reads and writes it (JMH, 40 s)";
    }

    @Override
    public List<Comparison> run() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(DomainRewritingBenchmark.class.getName())
                        .build())
                .run();
        return List.of(new Comparison(
                "rewrite a domain document",
                "µs",
                score(results, "connect"),
                "bare DOM read and write",
                score(results, "dom"),
                GOAL));
    }

    private static double score(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(result -> result.getPrimaryResult().getLabel().equals(method))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
    }
}
