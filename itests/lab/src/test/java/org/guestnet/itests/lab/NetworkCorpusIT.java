/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.guestnet.driver.HostSession;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.xml.LibvirtNetworkRules;
import org.guestnet.xml.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** libvirt refuses and takes the networks of which our rules' own tests say so: every definition that it refuses we refuse before. */
@RequiresLab(hosts = 1)
final class NetworkCorpusIT {

    private static final Path CORPUS = Path.of(
            "..",
            "..",
            "bundles",
            "org.guestnet.xml",
            "src",
            "test",
            "resources",
            "org",
            "guestnet",
            "xml",
            "networks");

    private static LibvirtVersion version;

    private final Lab lab;

    NetworkCorpusIT(Lab lab) {
        this.lab = lab;
    }

    /** Rules go by the version of the lab's own libvirt. */
    @BeforeAll
    static void askForTheVersion(Lab lab) throws GuestnetException {
        LibvirtDriver driver = LibvirtHosts.driver(lab);
        try (HostSession session = driver.open(LibvirtHosts.local(lab, "A", Hypervisor.QEMU), new Heard())) {
            version = session.facts().libvirt();
        } finally {
            driver.stop();
        }
    }

    static List<Path> networks() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            List<Path> found = files.filter(f -> f.toString().endsWith(".xml") && isForTheLab(f))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(100);
            return found;
        }
    }

    /** Not those for a later libvirt, nor those that libvirt takes only where certain devices are. */
    private static boolean isForTheLab(Path file) {
        try {
            String xml = Files.readString(file);
            return !xml.contains("<!-- libvirt: ") && !xml.contains("<!-- needs: ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void removeWhatIsLeft() {
        for (String network : lab.virsh("A", "net-list", "--all", "--name").split("\\s+")) {
            lab.tryVirsh("A", "net-undefine", network);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void libvirtAndWeRefuseTheSame(Path file) throws IOException, GuestnetException {
        String xml = Files.readString(file);
        boolean refused = !LibvirtNetworkRules.check(Xml.parse(xml), version).isEmpty();

        Command.Result defined = lab.tryVirsh("A", "net-define", "--validate", lab.file(xml));

        boolean stricter = xml.contains("<!-- stricter: ");
        assertThat(defined.ok()).as("libvirt says: %s", defined.output()).isEqualTo(!refused || stricter);
    }
}
