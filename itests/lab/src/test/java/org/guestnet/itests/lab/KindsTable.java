/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of moving a guest between each two kinds of network; as it stands in the documentation. */
final class KindsTable {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "migration.md");
    private static final Pattern TABLE = Pattern.compile("(?s)(<!-- kinds -->\n).*?(?=<!-- /kinds -->)");
    private static final Pattern FIGURE = Pattern.compile("[0-9]+ ms");

    private final Map<Kind, Map<Kind, String>> cells = new EnumMap<>(Kind.class);
    private String containers = "";

    /** @param gap the longest time without a reply; empty where the guest was not on the fabric's wire before and after */
    void moved(Kind from, Kind to, Optional<Duration> gap) {
        String way = from.isLocal() || to.isLocal() ? "other wire" : "works";
        set(from, to, way + gap.map(g -> ", " + g.toMillis() + " ms").orElse(""));
    }

    private void set(Kind from, Kind to, String what) {
        cells.computeIfAbsent(from, k -> new EnumMap<>(Kind.class)).put(to, what);
    }

    /** What is said of moving a container, whatever the kinds. */
    void containers(String code) {
        containers = code;
    }

    private String text() {
        StringBuilder text = new StringBuilder("| from \\ to |");
        Stream.of(Kind.values()).forEach(k -> text.append(' ').append(k.title()).append(" |"));
        text.append("\n|---|").append("---|".repeat(Kind.values().length)).append('\n');
        cells.forEach((from, row) -> text.append("| ")
                .append(from.title())
                .append(" | ")
                .append(Stream.of(Kind.values()).map(row::get).collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return text.append("| any, of a container (LXC) |")
                .append((" `" + containers + "` |").repeat(Kind.values().length))
                .append('\n')
                .toString();
    }

    /** The table in the documentation, and the one that was measured, both without the figures, which differ from run to run. */
    record Compared(String documented, String measured) {}

    /** Writes the table beside the reports, and into the documentation if the property {@code guestnet.docs} is {@code write}. */
    Compared written() throws IOException {
        String document = Files.readString(DOCUMENT);
        String changed = TABLE.matcher(document).replaceFirst(r -> Matcher.quoteReplacement(r.group(1) + text()));
        Files.writeString(Path.of("target", "kinds.md"), text());
        if ("write".equals(System.getProperty("guestnet.docs"))) {
            Files.writeString(DOCUMENT, changed);
            return compared(changed);
        }
        return compared(document);
    }

    private Compared compared(String document) {
        String documented =
                TABLE.matcher(document).results().map(r -> r.group()).collect(Collectors.joining());
        return new Compared(withoutFigures(documented), withoutFigures("<!-- kinds -->\n" + text()));
    }

    private static String withoutFigures(String table) {
        return FIGURE.matcher(table).replaceAll("… ms");
    }
}
