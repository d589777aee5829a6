/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The bundle in a framework that has nothing but the bundles it may need. */
class EmbeddedJaxbIT {

    private static final String DOMAIN = "<domain><name>g</name><devices><interface type='network'>"
            + "<mac address='52:54:00:00:00:01'/><source network='red'/><!-- kept --></interface></devices></domain>";

    @TempDir
    private Path cache;

    private Framework framework;

    @BeforeEach
    void start() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static Path jar(String bundle) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", bundle, "target"))) {
            return files.filter(f -> f.getFileName().toString().matches(bundle + "-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Bundle install(String name) throws Exception {
        return framework.getBundleContext().installBundle(jar(name).toUri().toString());
    }

    @Test
    void itStartsAndBindsWithNothingButOurOwnBundles() throws Exception {
        install("org.guestnet.model").start();
        install("org.guestnet.spi").start();
        Bundle xml = install("org.guestnet.xml");
        xml.start();

        Class<?> macAddress = xml.loadClass("org.guestnet.model.MacAddress");
        Class<?> plug = xml.loadClass("org.guestnet.model.Plug");
        Object mac = macAddress.getConstructor(String.class).newInstance("52:54:00:00:00:01");
        Object direct = plug.getMethod("of", String.class, Map.class)
                .invoke(null, "direct", Map.of("dev", "eth1", "mode", "vepa"));
        Class<?> guests = xml.loadClass("org.guestnet.xml.GuestDocuments");
        String connected =
                (String) guests.getMethod("connect", String.class, Map.class).invoke(null, DOMAIN, Map.of(mac, direct));

        assertThat(connected).contains("<source dev=\"eth1\" mode=\"vepa\"/><!-- kept -->");
        List<?> nics = (List<?>) guests.getMethod("interfaces", String.class).invoke(null, connected);
        assertThat(nics).hasSize(1);
    }

    @Test
    void itExportsAndImportsNoJaxb() throws Exception {
        try (JarFile jar = new JarFile(jar("org.guestnet.xml").toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue(Constants.EXPORT_PACKAGE))
                    .contains("org.guestnet.xml")
                    .doesNotContain("jakarta", "eclipse", "internal");
            assertThat(manifest.getValue(Constants.IMPORT_PACKAGE))
                    .contains("org.guestnet.model")
                    .doesNotContain("jakarta", "eclipse", "javax.xml.bind");
            assertThat(manifest.getValue(Constants.PROVIDE_CAPABILITY)).isNull();
        }
    }
}
