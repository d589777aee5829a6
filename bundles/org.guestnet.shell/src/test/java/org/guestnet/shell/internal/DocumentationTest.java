/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.junit.jupiter.api.Test;

/** docs/commands.md says what the commands print. With {@code -Dguestnet.docs.update=true} it is written anew: read the difference. */
class DocumentationTest {

    private static final Path DOCS = Path.of("../../docs/commands.md");

    private final List<String> run = new ArrayList<>();

    @Test
    void theCommandsPrintWhatTheDocumentationSays() throws IOException {
        String documented = Files.readString(DOCS);
        String actual = Transcript.replayed(documented, this::output);
        assertThat(run).hasSizeGreaterThan(20);
        if (Boolean.getBoolean("guestnet.docs.update")) {
            Files.writeString(DOCS, actual);
        }
        assertThat(actual).isEqualTo(documented);
    }

    @Test
    void everyCommandIsDocumented() throws IOException {
        String documented = Files.readString(DOCS);
        assertThat(Commands.ALL)
                .allSatisfy(command -> assertThat(documented)
                        .contains("`" + TestShell.fullName(command))
                        .as(command.getAnnotation(Command.class).name()));
    }

    private String output(String line) {
        run.add(line);
        try {
            TestShell.Result result = new TestShell(new TestFleet()).run(line);
            return result.code() == 0 ? result.out() : result.refusal();
        } catch (Exception e) {
            throw new IllegalStateException(line, e);
        }
    }
}
