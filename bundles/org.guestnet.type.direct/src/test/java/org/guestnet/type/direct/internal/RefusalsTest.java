/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guestnet.model.Finding;
import org.guestnet.testkit.TestDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to write a pool wrongly, and the sentence that an administrator reads, with line and element. */
class RefusalsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(<.*>)` \\| (.*) \\|$");
    private static final String NAME = "write the name that 'ip link' shows on the host";
    private static final String NAMES = "write the names that 'ip link' shows on the host";
    private static final String RANGES = "write ranges as eth[12-20,24-31] or pci[1-2]p[1-4]_[0-7]";
    private static final String NUMBERS = "write numbers and ranges with commas between them, as 0,2-7,9";
    private static final String SPAN = "write it as 4 or 2-7";
    private static final String ONCE = "list each device once";
    private static final String RULE = "1 to 15 bytes without '/', ':' and white space";
    private static final String PIN = "write mac='52:54:00:12:34:56' or pci='0000:3b:00.0', as the host has it";
    private static final String FEWER = "name those that the host has, or make several networks";

    /** The second element of a pool whose first is {@code <interface dev='eth0'/>}, and what is said of it. */
    static Stream<Arguments> elements() {
        return Stream.of(
                arguments(
                        "<interface/>",
                        "<interface> does not say which device",
                        "write <interface dev='…'> with the device's name"),
                arguments("<interface dev=''/>", "device name '' is not valid: " + RULE, NAME),
                arguments(
                        "<interface dev='sixteen-bytes-xx'/>",
                        "device name 'sixteen-bytes-xx' is not valid: " + RULE,
                        NAME),
                arguments("<interface dev='a/b'/>", "device name 'a/b' is not valid: " + RULE, NAME),
                arguments(
                        "<interface dev='averylongname[8-100]'/>",
                        "dev='averylongname[8-100]': device name 'averylongname100' is not valid: " + RULE,
                        NAMES),
                arguments(
                        "<interface dev='a b[1-2]'/>",
                        "dev='a b[1-2]': device name 'a b2' is not valid: " + RULE,
                        NAMES),
                arguments("<interface dev='eth[]'/>", "dev='eth[]': a range of no numbers is empty", NUMBERS),
                arguments(
                        "<interface dev='eth[1,,2]'/>",
                        "dev='eth[1,,2]': a number is missing next to a comma in '1,,2'",
                        NUMBERS),
                arguments("<interface dev='eth[5-3]'/>", "dev='eth[5-3]': the range 5-3 is reversed", "write 3-5"),
                arguments(
                        "<interface dev='eth[a-c]'/>",
                        "dev='eth[a-c]': 'a-c' is neither a number nor a range of numbers",
                        SPAN),
                arguments(
                        "<interface dev='eth[-3]'/>",
                        "dev='eth[-3]': '-3' is neither a number nor a range of numbers",
                        SPAN),
                arguments(
                        "<interface dev='eth[008-12]'/>",
                        "dev='eth[008-12]': the ends of 008-12 have leading zeros and different lengths",
                        "write both with as many digits, as 008-012, or both without leading zeros"),
                arguments("<interface dev='eth[0-3'/>", "dev='eth[0-3': a bracket is not closed", RANGES),
                arguments(
                        "<interface dev='eth0-3]'/>", "dev='eth0-3]': a bracket is closed that was not opened", RANGES),
                arguments(
                        "<interface dev='e[0-1234567890]'/>",
                        "dev='e[0-1234567890]': the number 1234567890 is too large",
                        "write numbers of up to 9 digits"),
                arguments(
                        "<interface dev='a[0-999999999]'/>",
                        "'a[0-999999999]' names 1000000000 devices, more than the 4096 that a pool may have",
                        FEWER),
                arguments(
                        "<interface dev='[0-9][0-9][0-9][0-9]'/>",
                        "'[0-9][0-9][0-9][0-9]' names 10000 devices, more than the 4096 that a pool may have",
                        FEWER),
                arguments(
                        "<interface dev='e[0-4095]'/>",
                        "with 'e[0-4095]' the pool names more than the 4096 devices that it may have",
                        "make several networks"),
                arguments(
                        "<interface dev='eth0'/>",
                        "device eth0 is listed twice, first at line 4, /network/source[1]/interface[1]",
                        ONCE),
                arguments(
                        "<interface dev='eth[0-3]'/>",
                        "device eth0 is listed twice, first at line 4, /network/source[1]/interface[1]",
                        ONCE),
                arguments(
                        "<interface dev='eth[1-3,2-5]'/>",
                        "device eth2 and 1 more are listed twice, in this element",
                        ONCE),
                arguments(
                        "<interface mac='52:54:00:00:00:01' dev='eth0'/>",
                        "device eth0 is listed twice, first at line 4, /network/source[1]/interface[1]",
                        ONCE),
                arguments(
                        "<interface mac='52:54:00:00:00'/>",
                        "MAC address '52:54:00:00:00' is not valid: six pairs of hexadecimal digits with colons",
                        PIN),
                arguments(
                        "<interface mac='01:00:5e:00:00:01'/>",
                        "MAC address '01:00:5e:00:00:01' is not valid: it is multicast",
                        PIN),
                arguments(
                        "<interface pci='3b:00'/>",
                        "PCI address '3b:00' is not valid: domain:bus:slot.function in hexadecimal digits, as"
                                + " 0000:3b:02.1",
                        PIN),
                arguments(
                        "<interface pci='0000:3b:00.0' mac='52:54:00:00:00:01'/>",
                        "a device is pinned by its MAC address or by its PCI address, and here are both",
                        "keep mac to follow the card, or pci to follow the slot"),
                arguments(
                        "<interface pci='0000:3b:00.0' dev='eth[1-2]'/>",
                        "dev='eth[1-2]' is a range, where one device is meant",
                        "write the name of one device"),
                arguments(
                        "<interface dev='eth1' maxConnections='0'/>",
                        "maxConnections '0' is no number of guests",
                        "write 1 to 999999, or leave it out for any number"),
                arguments(
                        "<interface dev='eth1' vf='1'/>",
                        "<interface> has no attribute 'vf'",
                        "leave it out; known attributes: connections, dev, mac, maxConnections, pci"),
                arguments("<pf/>", "<pf> does not say which device", "write <pf dev='…'> with the device's name"),
                arguments(
                        "<pf dev='ens[1-2]f0'/>",
                        "dev='ens[1-2]f0' is a range, where one device is meant",
                        "write the name of one device"),
                arguments("<pf dev='ens1f0' vf=''/>", "vf='': a range of no numbers is empty", NUMBERS),
                arguments("<pf dev='ens1f0' vf='7-2'/>", "vf='7-2': the range 7-2 is reversed", "write 2-7"),
                arguments(
                        "<pf dev='ens1f0' vf='all'/>",
                        "vf='all': 'all' is neither a number nor a range of numbers",
                        SPAN),
                arguments(
                        "<pf dev='ens1f0' vf='0-3,2'/>",
                        "virtual function 2 of ens1f0 is listed twice, in this element",
                        ONCE),
                arguments(
                        "<pf dev='ens1f0' vf='0-999999999'/>",
                        "vf='0-999999999' names 1000000000 devices, more than the 4096 that a pool may have",
                        FEWER),
                arguments(
                        "<pf dev='ens1f0' maxconnections='1'/>",
                        "<pf> has no attribute 'maxconnections'",
                        "leave it out; known attributes: dev, maxConnections, vf"),
                arguments(
                        "<exclude/>",
                        "<exclude> does not say which device",
                        "write <exclude dev='…'> with the device's name"),
                arguments(
                        "<exclude dev='eth1'/>",
                        "<exclude dev='eth1'> matches no device of the pool",
                        "correct it, or leave this <exclude> out"),
                arguments(
                        "<exclude dev='eth[1-9]'/>",
                        "<exclude dev='eth[1-9]'> matches no device of the pool",
                        "correct it, or leave this <exclude> out"),
                arguments("<exclude dev='eth0'/>", "with this <exclude> no device is left in the pool", "leave one in"),
                arguments("<exclude dev='eth[3-1]'/>", "dev='eth[3-1]': the range 3-1 is reversed", "write 1-3"),
                arguments(
                        "<exclude dev='a[0-999999999]'/>",
                        "'a[0-999999999]' names 1000000000 devices, more than the 4096 that a pool may have",
                        FEWER),
                arguments(
                        "<exclude dev='eth0' maxConnections='1'/>",
                        "<exclude> has no attribute 'maxConnections'",
                        "leave it out; known attributes: dev"),
                arguments(
                        "<address type='pci'/>",
                        "<source> has no element <address>",
                        "leave it out; known elements: exclude, interface, pf"));
    }

    @ParameterizedTest
    @MethodSource("elements")
    void saysWhatIsWrongWithAnElementOfAPool(String element, String detail, String remedy) {
        List<Finding> findings = read("<source>\n<interface dev='eth0'/>\n" + element + "\n</source>");
        assertThat(findings)
                .as(element)
                .extracting(Finding::detail, Finding::remedy)
                .contains(tuple(detail, remedy));
        assertThat(findings.get(findings.size() - 1).place()).hasValueSatisfying(p -> {
            assertThat(p.line()).isEqualTo(5);
            assertThat(p.path()).startsWith("/network/source[1]/" + name(element) + "[");
        });
    }

    /** The guide promises these sentences: each is also one of the table above. */
    @Test
    void refusesWhatTheGuideSaysIsRefused() throws IOException {
        String guide = Files.readString(Path.of("..", "..", "docs", "network-types.md"));
        String table = guide.substring(guide.indexOf("<!-- refusals of a pool"));
        List<MatchResult> rows =
                ROW.matcher(table.substring(0, table.indexOf("\n\n"))).results().toList();
        assertThat(rows).hasSizeGreaterThan(10);
        assertThat(rows)
                .allSatisfy(
                        row -> assertThat(read("<source>\n<interface dev='eth0'/>\n" + row.group(1) + "\n</source>"))
                                .extracting(Finding::detail)
                                .containsExactly(row.group(2)));
    }

    /** The guide's examples of pools are understood as they stand. */
    @Test
    void understandsTheExampleOfTheGuide() throws IOException {
        String guide = Files.readString(Path.of("..", "..", "docs", "network-types.md"));
        List<MatchResult> examples = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .filter(e -> e.group(1).contains("type='direct'"))
                .toList();
        assertThat(examples).isNotEmpty();
        assertThat(examples)
                .allSatisfy(e -> assertThat(new DirectNetworkType()
                                .read(TestDefinition.of(e.group(1)))
                                .findings())
                        .isEmpty());
    }

    private static String name(String element) {
        return element.substring(1).split("[ />]")[0];
    }

    /** Whole pools, and what is said of them. */
    static Stream<Arguments> pools() {
        String both = "write the pool as <source mode='…'> in a network of type='direct'";
        return Stream.of(
                arguments(
                        "<source strategy='random'><interface dev='eth0'/></source>",
                        "strategy 'random' is not known (line 3, /network/source[1])."
                                + " Try: write strategy='…' with least-used, round-robin, fill or spread-numa"),
                arguments(
                        "<source>\n<pf dev='p' vf='0-3'/>\n<pf dev='p' vf='3-4'/>\n</source>",
                        "virtual function 3 of p is listed twice, first at line 4, /network/source[1]/pf[1]"
                                + " (line 5, /network/source[1]/pf[2]). Try: list each device once"),
                arguments(
                        "<source>\n<pf dev='p' vf='0-3'/>\n<pf dev='p'/>\n</source>",
                        "virtual functions of p are listed twice, first at line 4, /network/source[1]/pf[1]"
                                + " (line 5, /network/source[1]/pf[2])."
                                + " Try: list each virtual function once, by vf='…'"),
                arguments(
                        "<source>\n<interface pci='3b:00.0'/>\n<interface pci='0000:3B:00.0'/>\n</source>",
                        "the device with PCI address 0000:3b:00.0 is listed twice, first at line 4,"
                                + " /network/source[1]/interface[1] (line 5, /network/source[1]/interface[2])."
                                + " Try: list each device once"),
                arguments(
                        "<source><exclude dev='eth0'/></source>",
                        "a direct network needs a pool of at least one physical interface of the host"
                                + " (line 3, /network/source[1])."
                                + " Try: write <source mode='vepa'><interface dev='…'/></source>"),
                arguments(
                        "<source mode='passthrough'><pf dev='p' maxConnections='2'/></source>",
                        "maxConnections 2 contradicts mode passthrough, in which a device serves one guest"
                                + " (line 3, /network/source[1]/pf[1])."
                                + " Try: leave maxConnections out, or choose another mode"),
                arguments(
                        "<forward mode='vepa'><interface dev='eth[0-3]'/></forward>",
                        "libvirt's <forward> knows no ranges (line 3, /network/forward[1]/interface[1]). Try: " + both),
                arguments(
                        "<forward mode='vepa'><interface dev='eth0' mac='52:54:00:00:00:01'/></forward>",
                        "libvirt's <forward> knows no mac (line 3, /network/forward[1]/interface[1]). Try: " + both),
                arguments(
                        "<forward mode='vepa'><interface dev='eth0' maxConnections='2'/></forward>",
                        "libvirt's <forward> knows no maxConnections (line 3, /network/forward[1]/interface[1])."
                                + " Try: " + both),
                arguments(
                        "<forward mode='vepa'><pf dev='p' vf='1'/></forward>",
                        "libvirt's <forward> knows no vf (line 3, /network/forward[1]/pf[1]). Try: " + both),
                arguments(
                        "<forward mode='vepa'><pf dev='p'/><interface dev='eth0'/></forward>",
                        "libvirt's <forward> takes either one <pf> or <interface>s"
                                + " (line 3, /network/forward[1]/pf[1]). Try: " + both),
                arguments(
                        "<forward mode='vepa' dev='eth0'><exclude dev='eth0'/></forward>",
                        "libvirt's <forward> knows no <exclude> (line 3, /network/forward[1]/exclude[1]). Try: "
                                + both),
                arguments(
                        "<forward mode='vepa' dev='eth0' strategy='fill'/>",
                        "libvirt's <forward> knows no strategy (line 3, /network/forward[1]). Try: " + both),
                arguments(
                        "<forward mode='passthrough'><address type='pci' bus='1'/></forward>",
                        "a PCI address is no member of a direct network's pool"
                                + " (line 3, /network/forward[1]/address[1])."
                                + " Try: list <interface dev='…'/>, or write <source><interface pci='…'/></source>"));
    }

    @ParameterizedTest
    @MethodSource("pools")
    void saysWhatIsWrongWithAPool(String pool, String sentence) {
        assertThat(read(pool)).extracting(Finding::toString).containsExactly("DEFINITION_INVALID: " + sentence);
    }

    @Test
    void refusesHostilePoolsWithoutExpandingThem() {
        String many = "<interface dev='x[0-999999999][0-9]'/>\n<pf dev='p' vf='0-999999999'/>\n";
        String large = "<source>\n" + many.repeat(5_000) + "</source>";
        long begin = System.nanoTime();
        assertThat(read(large)).hasSizeGreaterThanOrEqualTo(10_000);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void refusesAPoolThatGrowsTooLargeOnceForAll() {
        StringBuilder source = new StringBuilder("<source>\n");
        for (int i = 0; i < 8; i++) {
            source.append("<interface dev='e").append((char) ('a' + i)).append("[0-4095]'/>\n");
        }
        assertThat(read(source.append("</source>").toString()))
                .extracting(f -> f.place().orElseThrow().line())
                .containsExactly(5);
    }

    private static List<Finding> read(String inside) {
        return new DirectNetworkType()
                .read(TestDefinition.of("<network type='direct'>\n<name>n</name>\n" + inside + "\n</network>"))
                .findings();
    }
}
