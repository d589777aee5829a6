/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.NetworkCorpus.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LibvirtNetworkRulesTest {

    static List<Sample> bad() {
        return NetworkCorpus.bad();
    }

    static List<Sample> good() {
        return NetworkCorpus.good();
    }

    private static List<Finding> check(Sample sample) throws Exception {
        return LibvirtNetworkRules.check(Xml.parse(sample.xml()), sample.version());
    }

    @ParameterizedTest
    @MethodSource("bad")
    void everyRuleThatIsBrokenIsToldOnceWithPlaceAndRemedy(Sample sample) throws Exception {
        List<Finding> findings = check(sample);

        assertThat(sample.expected()).isNotEmpty();
        assertThat(findings).hasSameSizeAs(sample.expected());
        IntStream.range(0, findings.size())
                .forEach(i -> assertThat(findings.get(i).detail())
                        .contains(sample.expected().get(i)));
        assertThat(findings).allSatisfy(f -> {
            assertThat(f.code()).isEqualTo(Codes.DEFINITION_INVALID);
            assertThat(f.severity()).isEqualTo(Finding.Severity.BLOCKER);
            assertThat(f.remedy()).isNotEmpty();
            assertThat(f.place()).hasValueSatisfying(p -> assertThat(p.line()).isPositive());
        });
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatLibvirtAcceptsIsNotRefused(Sample sample) throws Exception {
        assertThat(check(sample)).isEmpty();
    }

    @Test
    void aRuleGoesByTheVersionOfTheHost() throws Exception {
        XmlElement tagged =
                Xml.parse("<network><forward mode='bridge'/><bridge name='br0'/><vlan><tag id='4'/></vlan></network>");
        assertThat(LibvirtNetworkRules.check(tagged, new LibvirtVersion(10, 10, 0)))
                .hasSize(1);
        assertThat(LibvirtNetworkRules.check(tagged, new LibvirtVersion(11, 0, 0)))
                .isEmpty();
        XmlElement open = Xml.parse("<network><forward mode='open'/></network>");
        assertThat(LibvirtNetworkRules.check(open, new LibvirtVersion(10, 7, 0)))
                .hasSize(1);
        assertThat(LibvirtNetworkRules.check(open, new LibvirtVersion(10, 8, 0)))
                .isEmpty();
    }

    @Test
    void aFindingNamesTheElementByLineAndPath() throws Exception {
        XmlElement network = Xml.parse(
                "<network>\n<forward mode='vepa'>\n<interface dev='eth1'/>\n<interface/>\n</forward></network>");
        assertThat(LibvirtNetworkRules.check(network, new LibvirtVersion(9, 0, 0)))
                .singleElement()
                .extracting(f -> f.place().orElseThrow().toString())
                .isEqualTo("line 4, /network/forward[1]/interface[2]");
    }

    @Test
    void anotherElementIsNoNetwork() {
        assertThat(LibvirtNetworkRules.check(XmlElement.of("domain"), new LibvirtVersion(9, 0, 0)))
                .hasSize(1);
    }
}
