/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.type.user.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guestnet.testkit.EncryptionContract;
import org.guestnet.testkit.NetworkTypeProviderContract;
import org.guestnet.testkit.UplinkContract;
import org.junit.jupiter.api.Test;

/** The guide for authors of network types shows this example's code, and names every rule of the contracts. */
class GuideTest {

    private static final Path GUIDE = Path.of("..", "..", "docs", "network-types.md");
    private static final Pattern SNIPPET = Pattern.compile("<!-- from (\\S+) -->\n```java\n(.*?)```", Pattern.DOTALL);

    private final String guide = Files.readString(GUIDE);

    GuideTest() throws IOException {}

    @Test
    void showsCodeThatIsCompiled() throws IOException {
        List<MatchResult> snippets = SNIPPET.matcher(guide).results().toList();
        for (MatchResult snippet : snippets) {
            assertThat(Files.readString(Path.of("src", snippet.group(1))))
                    .as(snippet.group(1))
                    .contains(snippet.group(2));
        }
        assertThat(snippets)
                .as("snippets that say where they come from")
                .hasSize(guide.split("```java", -1).length - 1);
    }

    @Test
    void namesEveryRuleOfTheContracts() {
        List<String> rules = Stream.of(
                        NetworkTypeProviderContract.class, UplinkContract.class, EncryptionContract.class)
                .flatMap(contract -> Stream.of(contract.getDeclaredMethods()))
                .filter(m -> m.isAnnotationPresent(Test.class))
                .map(m -> "| `" + m.getName() + "` |")
                .toList();
        assertThat(rules).isNotEmpty();
        assertThat(guide).contains(rules);
    }
}
