/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guestnet.itests.support.Installation;
import org.guestnet.itests.support.Refreshes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest in other people's Karaf: installing Guestnet restarts none of their bundles. */
class RefreshIT {

    @TempDir
    Path directory;

    private Installation karaf;

    @BeforeEach
    void startSomebodysConsole() throws Exception {
        karaf = Installation.stock(directory).start();
    }

    @AfterEach
    void stop() {
        karaf.close();
    }

    @Test
    void aJnaBundleOfItsOwnWouldRestartTheShell() throws Exception {
        Path feature = Files.writeString(directory.resolve("feature.xml"), """
                <features name="jna" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="jna" version="1"><bundle>%s</bundle></feature>
                </features>
                """.formatted(
                        Installation.built("jna.jar").toUri()));

        karaf.must("feature:repo-add " + feature.toUri());
        // The answer is lost: the shell that would give it is among the refreshed.
        karaf.guestnet("feature:install jna");
        karaf.awaitAnswers();

        assertThat(Refreshes.in(karaf.log())).contains("org.jline", "org.apache.karaf.shell.core");
    }

    @Test
    void installingIntoAConsoleThatRunsRestartsNothing() throws Exception {
        assertThat(refreshedBy(addRepository(), "feature:install guestnet")).isEmpty();
        assertThat(karaf.must("feature:list -i")).contains("guestnet");
    }

    @Test
    void noMoreWhereScrAndTheWebConsoleAndEclipseLinkAreInUse() throws Exception {
        karaf.must("feature:install scr pax-web-http-whiteboard webconsole");
        karaf.must("bundle:install -s " + eclipseLink());

        assertThat(refreshedBy(addRepository(), "feature:install guestnet")).isEmpty();
        assertThat(karaf.must("feature:list -i")).contains("guestnet", "webconsole");
    }

    private List<String> refreshedBy(String... commands) throws Exception {
        int before = karaf.log().size();
        for (String command : commands) {
            karaf.must(command);
        }
        List<String> since = karaf.log().subList(before, karaf.log().size());
        assertThat(since).anyMatch(line -> line.contains("Starting bundles"));
        return Refreshes.in(since);
    }

    private static String addRepository() {
        return "feature:repo-add mvn:org.guestnet/guestnet-features/" + System.getProperty("it.version")
                + "/xml/features";
    }

    private static String eclipseLink() throws Exception {
        try (var jars = Files.list(Installation.built("eclipselink"))) {
            return String.join(
                    " ", jars.map(jar -> jar.toUri().toString()).sorted().toList());
        }
    }
}
