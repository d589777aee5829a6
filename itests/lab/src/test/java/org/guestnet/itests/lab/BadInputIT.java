/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong documents and wrong names: a code, a place, a remedy, within ten seconds, and a host on which nothing happened. */
@RequiresLab(hosts = 1)
final class BadInputIT {

    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private static Lab lab;
    private static Container container;

    @BeforeAll
    static void startContainer(Lab theLab) {
        lab = theLab;
        container = Container.start(lab);
        container.guestnet("host:add", "A", "unix:" + lab.socketOf("A")).orFail();
    }

    @AfterAll
    static void stopContainer() {
        if (container != null) {
            container.close();
        }
    }

    @AfterEach
    void nothingIsDefinedAndNothingIsClaimed() {
        assertThat(lab.virsh("A", "net-list", "--all", "--name")).isEmpty();
        assertThat(container.guestnet("net:claims", "-o", "json").orFail().strip())
                .isEqualTo("[]");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # what                      | code               | place or culprit   | document
            unknown type                | TYPE_MISSING       | pigeon             | "<network type='pigeon'><name>red</name></network>"
            no name                     | DEFINITION_INVALID | name               | "<network type='bridge'><bridge name='br0'/></network>"
            wrong mode                  | DEFINITION_INVALID | line 2             | "<network type='direct'><name>red</name>\n<source mode='vpea'><interface dev='ens1f0'/></source></network>"
            pool without members        | DEFINITION_INVALID | line 2             | "<network type='direct'><name>red</name>\n<source mode='vepa'/></network>"
            bridge without name         | DEFINITION_INVALID | bridge             | "<network type='bridge'><name>red</name><bridge/></network>"
            name with a slash           | DEFINITION_INVALID | line 1             | "<network type='bridge'><name>red/blue</name><bridge name='br0'/></network>"
            name with a newline         | DEFINITION_INVALID | line 1             | "<network type='bridge'><name>red\nblue</name><bridge name='br0'/></network>"
            not well formed             | XML_INVALID        | line 2             | "<network type='bridge'>\n<name>red</nam></network>"
            no XML at all               | XML_INVALID        | line 1             | "red"
            external entity             | XML_INVALID        | line 1             | "<!DOCTYPE n [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><network type='bridge'><name>&e;</name><bridge name='br0'/></network>"
            exponential entity          | XML_INVALID        | line 1             | "<!DOCTYPE n [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><network><name>&b;</name></network>"
            not a network               | DEFINITION_INVALID | domain             | "<domain type='qemu'><name>red</name></domain>"
            """)
    void aWrongDocumentIsRefusedWithItsPlace(String what, String code, String place, String document) {
        Command.Result answer = refused("net:define", "A", lab.file(document.replace("\\n", "\n")));
        assertThat(answer.output())
                .as(what)
                .contains(code + ":")
                .contains(place)
                .contains("Try: ");
    }

    @Test
    void aDocumentOfTenMegabytesIsRefused() {
        String huge = "<network type='bridge'><name>red</name><!--" + "x".repeat(10_000_000) + "--></network>";
        assertThat(refused("net:define", "A", lab.file(huge)).output()).contains("XML_TOO_LARGE:");
    }

    @Test
    void allFaultsOfADocumentAreToldAtOnce() {
        String document =
                "<network type='direct'><name>red</name>\n<source mode='vpea'>\n<interface dev=''/></source></network>";
        assertThat(refused("net:define", "A", lab.file(document)).output())
                .contains("line 2")
                .contains("line 3");
    }

    @Test
    void aSecondDefinitionOfANameIsRefusedAndTheFirstStays() {
        lab.exec("A", "ip", "link", "add", "br0", "type", "bridge");
        String first = lab.file("<network type='bridge'><name>red</name><bridge name='br0'/></network>");
        container.guestnet("net:define", "A", first).orFail();
        String before = lab.virsh("A", "net-dumpxml", "red");
        String second = lab.file("<network type='bridge'><name>red</name><bridge name='br1'/></network>");
        assertThat(refused("net:define", "A", second).output())
                .contains("NETWORK_EXISTS:")
                .contains("host A")
                .contains("Try: ");
        assertThat(lab.virsh("A", "net-dumpxml", "red")).isEqualTo(before);
        container.guestnet("net:undefine", "A", "red").orFail();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HOST_UNKNOWN     | net:define nowhere FILE
            HOST_UNKNOWN     | host:show nowhere
            HOST_UNKNOWN     | guest:migrate nobody nowhere
            GUEST_UNKNOWN    | guest:start nobody
            GUEST_UNKNOWN    | guest:candidates nobody
            NETWORK_MISSING  | net:show nothing
            NETWORK_MISSING  | net:start A nothing
            NETWORK_MISSING  | net:undefine A nothing
            INVALID_ARGUMENT | host:add B qemu+ext:///system?command=/bin/sh
            INVALID_ARGUMENT | host:add B/../C unix:/run/nothing
            INVALID_ARGUMENT | net:define A /no/such/file.xml
            """)
    void aWrongNameIsRefused(String code, String command) {
        String file = lab.file("<network type='bridge'><name>red</name><bridge name='br0'/></network>");
        Command.Result answer = refused(command.replace("FILE", file).split(" "));
        // a guest and a host that are both unknown: either is a good answer
        assertThat(answer.output())
                .containsPattern(command.contains("nobody nowhere") ? "(HOST|GUEST)_UNKNOWN:" : code + ":");
    }

    @Test
    void aHostThatIsNotThereIsAddedAsDownAndSaysWhy() {
        long start = System.nanoTime();
        container
                .guestnet("host:add", "gone", "unix:" + Path.of("/run/nothing-here"))
                .orFail();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_MOST.plusSeconds(2));
        String listed = container.guestnet("host:list").orFail();
        assertThat(listed).containsPattern("gone .*DOWN").containsPattern("A .*UP");
        String file = lab.file("<network type='bridge'><name>red</name><bridge name='br0'/></network>");
        assertThat(refused("net:define", "gone", file).output())
                .contains("HOST_DOWN:")
                .contains("host gone")
                .contains("Try: ");
        container.guestnet("host:remove", "gone").orFail();
    }

    private static Command.Result refused(String... command) {
        long start = System.nanoTime();
        Command.Result answer = container.guestnet(command);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_MOST);
        assertThat(answer.ok())
                .as("%s said: %s", String.join(" ", command), answer.output())
                .isFalse();
        return answer;
    }
}
