/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The bundles as they were built: their classes, their manifests, and which other bundles each may know. */
final class Bundles {

    /** Bundle to the bundles that it may know. Nobody may know core, shell, libvirt, hostlink, store, sim or a network type. */
    static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("api", Set.of("model")),
            Map.entry("spi", Set.of("model")),
            Map.entry("driver", Set.of("model")),
            Map.entry("xml", Set.of("model", "spi")),
            Map.entry("core", Set.of("model", "api", "spi", "driver", "xml")),
            Map.entry("libvirt", Set.of("model", "driver", "xml")),
            Map.entry("hostlink", Set.of("model", "spi", "driver")),
            Map.entry("sim", Set.of("model", "driver", "xml")),
            Map.entry("store", Set.of("model", "driver")),
            Map.entry("postgresql", Set.of("driver")),
            Map.entry("type.virtual", Set.of("model", "spi")),
            Map.entry("type.bridge", Set.of("model", "spi")),
            Map.entry("type.direct", Set.of("model", "spi")),
            Map.entry("type.tunnel", Set.of("model", "spi")),
            Map.entry("shell", Set.of("model", "api")),
            Map.entry("testkit", Set.of("model", "spi", "xml")));

    /** All our classes; those of embedded libraries and of these tests are not among them. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> location.contains(".jar") && !location.contains("itests"))
            .importPackages("org.guestnet");

    private static final String PREFIX = "org.guestnet.";

    private Bundles() {}

    /** The short name of the bundle that a class belongs to: that of the longest bundle name that its package starts with. */
    static Optional<String> of(JavaClass type) {
        String name = type.getPackageName() + ".";
        return ARROWS.keySet().stream()
                .filter(bundle -> name.startsWith(PREFIX + bundle + "."))
                .max(Comparator.comparing(String::length));
    }

    /** The main attributes of every bundle's manifest by short name. */
    static Map<String, Attributes> manifests() {
        Map<String, Attributes> manifests = new TreeMap<>();
        for (URL url : resources("META-INF/MANIFEST.MF")) {
            Attributes attributes = read(url).getMainAttributes();
            String name = String.valueOf(attributes.getValue("Bundle-SymbolicName"));
            if (name.startsWith(PREFIX)) {
                manifests.put(name.substring(PREFIX.length()), attributes);
            }
        }
        return manifests;
    }

    private static List<URL> resources(String name) {
        try {
            return new ArrayList<>(
                    Collections.list(Bundles.class.getClassLoader().getResources(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest read(URL url) {
        try (InputStream in = url.openStream()) {
            return new Manifest(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
