/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guestnet.itests.support.Installation;
import org.guestnet.itests.support.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour of the README, on the simulated hosts of {@code ./run}. */
class ReadmeIT {

    private static final Path PROJECT = Path.of("../..");
    private static final String FENCE = "```";
    private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)\n" + FENCE);
    private static final String PROMPT = "$ ";
    private static final Pattern PROGRESS = Pattern.compile("(?m)^migrate guest .* \\d+ %, \\d+ MiB left\n");
    private static final Pattern OPERATION = Pattern.compile("\\(operation [0-9a-f]{8}, \\d+\\.\\d s\\)");

    @TempDir
    static Path directory;

    private static Installation karaf;

    @BeforeAll
    static void startWithTheHostsOfRun() throws IOException {
        karaf = Installation.ours(directory.resolve("karaf")).start();
        for (String host : List.of("kvm1", "kvm2", "kvm3")) {
            karaf.must("host:add", host, "sim:" + host);
        }
        Path tour = Files.createDirectories(karaf.file("docs/tour"));
        try (var files = Files.list(PROJECT.resolve("docs/tour"))) {
            for (Path file : files.toList()) {
                Files.copy(file, tour.resolve(file.getFileName()));
            }
        }
    }

    @AfterAll
    static void stop() {
        karaf.close();
    }

    @Test
    void theCommandsOfTheTourPrintWhatTheReadmeSays() throws IOException {
        List<String> tour = tour();
        List<String> said = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        for (String step : tour) {
            String command = step.lines().findFirst().orElseThrow();
            Result result = karaf.guestnet(command.split(" "));
            said.add(comparable(step));
            printed.add(comparable(command + "\n" + result.out() + result.err()));
        }
        assertThat(tour).hasSizeGreaterThanOrEqualTo(15);
        assertThat(printed).isEqualTo(said);
    }

    @Test
    void aDefinitionThatTheReadmeShowsIsTheOneThatTheTourDefines() throws IOException {
        assertThat(Files.readString(PROJECT.resolve("README.md")))
                .contains("```xml\n" + Files.readString(PROJECT.resolve("docs/tour/sriov1.xml")) + FENCE);
    }

    /** A command with its output each, of all blocks. */
    private static List<String> tour() throws IOException {
        List<String> steps = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(PROJECT.resolve("README.md")));
        while (blocks.find()) {
            steps.addAll(List.of(blocks.group(1).substring(PROMPT.length()).split("\n" + Pattern.quote(PROMPT))));
        }
        return steps;
    }

    /** Without what differs from run to run: ids, times, how far a migration was when somebody looked. */
    private static String comparable(String text) {
        String lines = text.lines().map(String::stripTrailing).reduce("", (all, line) -> all + line + "\n");
        return OPERATION.matcher(PROGRESS.matcher(lines).replaceAll("")).replaceAll("(operation)");
    }
}
