/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guestnet.model.LibvirtVersion;

/**
 * libvirt networks that libvirt accepts ({@code good}) and refuses ({@code bad}), a file a rule. A comment {@code expected:} says what
 * we tell of it, {@code libvirt:} which version it is for (otherwise 9.0.0), {@code needs:} that a real libvirt looks for devices,
 * {@code stricter:} why we refuse what libvirt takes.
 */
public final class NetworkCorpus {

    /**
     * A network.
     *
     * @param name the file's name without ending, and the network's
     * @param xml the document
     * @param expected a part of each finding's detail, in order; empty if the network is good
     * @param version the libvirt that it is meant for
     * @param needsDevices whether libvirt accepts it only where its devices are
     * @param stricter whether we refuse what libvirt takes
     */
    public record Sample(
            String name,
            String xml,
            List<String> expected,
            LibvirtVersion version,
            boolean needsDevices,
            boolean stricter) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Pattern EXPECTED = Pattern.compile("<!-- expected: (.*?) -->");
    private static final Pattern VERSION = Pattern.compile("<!-- libvirt: (\\d+)\\.(\\d+)\\.(\\d+) -->");

    private NetworkCorpus() {}

    /** Networks that libvirt accepts. */
    public static List<Sample> good() {
        return read("good");
    }

    /** Networks that libvirt refuses. */
    public static List<Sample> bad() {
        return read("bad");
    }

    private static List<Sample> read(String folder) {
        try {
            URI uri = NetworkCorpus.class.getResource("networks/" + folder).toURI();
            if (!uri.getScheme().equals("jar")) {
                return samples(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return samples(jar.provider().getPath(uri));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the corpus is not readable", e);
        }
    }

    private static List<Sample> samples(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(NetworkCorpus::sample).toList();
        }
    }

    private static Sample sample(Path file) {
        try {
            String xml = Files.readString(file);
            List<String> expected =
                    EXPECTED.matcher(xml).results().map(m -> m.group(1)).toList();
            LibvirtVersion version = VERSION.matcher(xml)
                    .results()
                    .findFirst()
                    .map(NetworkCorpus::version)
                    .orElse(new LibvirtVersion(9, 0, 0));
            String name = file.getFileName().toString().replace(".xml", "");
            return new Sample(
                    name, xml, expected, version, xml.contains("<!-- needs: "), xml.contains("<!-- stricter: "));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static LibvirtVersion version(MatchResult numbers) {
        return new LibvirtVersion(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                Integer.parseInt(numbers.group(3)));
    }
}
