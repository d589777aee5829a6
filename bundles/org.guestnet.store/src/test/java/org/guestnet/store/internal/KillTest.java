/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.model.Claim;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left after SIGKILL, which no process can answer. */
class KillTest {

    private static final int ENOUGH = 500;

    @TempDir
    Path directory;

    @RepeatedTest(3)
    @Timeout(120)
    void everyAcknowledgedClaimSurvivesAKillAndNoHalfOfASet() throws Exception {
        Set<Claim> acknowledged = acknowledgedBeforeTheKill();
        try (Database database = new Database(directory)) {
            List<Claim> found = new JdbcClaimStore(database).claims();
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(2 * ENOUGH);
            assertThat(new HashSet<>(found)).containsAll(acknowledged);
            assertThat(found.stream()
                            .collect(Collectors.groupingBy(Claim::guest))
                            .values())
                    .allMatch(pair -> pair.size() == 2);
        }
    }

    /** Kills without warning after enough lines, then reads what was printed up to the end. */
    private Set<Claim> acknowledgedBeforeTheKill() throws IOException, InterruptedException {
        Process writer = start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = writer.inputReader(UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (lines.size() == ENOUGH) {
                    writer.toHandle().destroyForcibly(); // the handle: what was printed stays readable
                }
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertThat(lines)
                .as("lines; the writer's errors are in the test's output")
                .hasSizeGreaterThanOrEqualTo(ENOUGH);
        return lines.stream().flatMap(line -> claims(line).stream()).collect(Collectors.toSet());
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<Claim> claims(String line) {
        String[] words = line.split(" ");
        return KilledWriter.pair(words[0], Integer.parseInt(words[1]));
    }
}
