/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.guestnet.itests.support.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The password of a guest's console stays where it is: on its host. */
class SecretsIT {

    private static final String PASSWORD = "try-out"; // that of the simulated guests begins with it
    private static final String NETWORK = "<network type='user'><name>red-network</name></network>";

    @TempDir
    static Path directory;

    @Test
    void noPasswordReachesTheOutputTheLogOrTheJournal() throws IOException {
        String output;
        try (Installation karaf = Installation.ours(directory.resolve("karaf"))) {
            logWholeMessages(karaf.file("etc/org.ops4j.pax.logging.cfg"));
            karaf.start();
            output = startAGuestThatGuestnetItselfResolves(karaf);
        }
        assertThat(output).contains("web1").doesNotContain(PASSWORD);
        Path home = directory.resolve("karaf");
        String log = text(home.resolve("data/log"));
        assertThat(log)
                .as("the guest's document was logged")
                .contains("Guest web1 starts as")
                .contains("***");
        assertThat(log).doesNotContain(PASSWORD);
        assertThat(text(home.resolve("db"))).contains("web1").doesNotContain(PASSWORD);
    }

    /** Karaf cuts messages after 500 characters, and what hides behind them would not be seen here. */
    private static void logWholeMessages(Path settings) throws IOException {
        String cut = Files.readString(settings);
        assertThat(cut).contains("%.-500m");
        Files.writeString(settings, cut.replace("%.-500m", "%m"));
    }

    private static String startAGuestThatGuestnetItselfResolves(Installation karaf) throws IOException {
        Files.writeString(karaf.file("red.xml"), NETWORK);
        StringBuilder output = new StringBuilder();
        for (List<String> command : List.of(
                List.of("log:set", "DEBUG", "org.guestnet"),
                List.of(
                        "bundle:install",
                        "-s",
                        Installation.built("example-type.jar").toUri().toString()),
                List.of("host:add", "kvm1", "sim:kvm1"),
                List.of("net:define", "kvm1", "red.xml"),
                List.of("guest:start", "web1", "-o", "json"),
                List.of("guest:list", "-o", "json"),
                List.of("op:list", "-o", "json"),
                List.of("net:dumpxml", "kvm1", "red-network", "--libvirt"))) {
            output.append(karaf.must(command.toArray(String[]::new)));
        }
        return output.toString();
    }

    /** All that stands in a directory's files, byte for byte. */
    private static String text(Path directory) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, ISO_8859_1));
            }
        }
        return all.toString();
    }
}
