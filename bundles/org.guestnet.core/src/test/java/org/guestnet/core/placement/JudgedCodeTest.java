/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JudgedCodeTest {

    private static final Path DOCS = Path.of("../../docs/candidates.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| (\\w+) \\| [^|]+ \\| [^|]+ \\|");

    @Test
    void theTableHasEveryCodeWithItsSeverity() throws IOException {
        Map<String, String> documented = Files.readAllLines(DOCS).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        Map<String, String> judged = Arrays.stream(JudgedCode.values())
                .collect(Collectors.toMap(
                        Enum::name, code -> code.severity().name().toLowerCase(Locale.ROOT)));
        assertThat(documented).isEqualTo(judged);
    }
}
