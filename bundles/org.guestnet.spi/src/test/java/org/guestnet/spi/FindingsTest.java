/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.spi.Elements.at;
import static org.guestnet.spi.Elements.element;
import static org.guestnet.spi.Elements.foreign;

import java.util.Set;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private final Findings findings = new Findings();

    private java.util.List<String> found() {
        return findings.<String>reading(() -> "read").findings().stream()
                .map(Finding::toString)
                .toList();
    }

    @Test
    void givesTheValueIfNothingWasRefused() {
        assertThat(findings.isRefused()).isFalse();
        assertThat(findings.reading(() -> "read").value()).contains("read");
    }

    @Test
    void makesNoValueOfWhatWasRefused() {
        findings.refuse(element("a"), "wrong", "right");
        assertThat(findings.isRefused()).isTrue();
        Reading<String> reading = findings.reading(() -> {
            throw new AssertionError("asked for a value");
        });
        assertThat(reading.value()).isEmpty();
        assertThat(reading.findings())
                .containsExactly(Finding.blocker(Codes.DEFINITION_INVALID, "wrong", "right")
                        .at(element("a").place()));
    }

    @Test
    void tellsAllInDocumentOrder() {
        findings.refuse(at(9, element("a")), "third", "");
        findings.refuse(at(2, element("a")), "first", "");
        findings.refuse(at(2, element("b")), "second", "");
        assertThat(findings.reading(() -> "").findings())
                .extracting(Finding::detail)
                .containsExactly("first", "second", "third");
    }

    @Test
    void takesOverWhatAnotherReaderFound() {
        Finding notice = Finding.notice(Codes.NOT_CHECKED, "perhaps", "look")
                .at(element("b").place());
        assertThat(findings.part(Reading.of("part", java.util.List.of(notice)))).contains("part");
        assertThat(findings.isRefused()).isFalse();
        assertThat(findings.reading(() -> "read").findings()).containsExactly(notice);

        Finding blocker = Finding.blocker(Codes.NOT_CHECKED, "wrong", "right");
        assertThat(findings.part(Reading.refused(java.util.List.of(blocker)))).isEmpty();
        assertThat(findings.reading(() -> "read").value()).isEmpty();
        assertThat(findings.reading(() -> "read").findings()).containsExactlyInAnyOrder(notice, blocker);
    }

    @Test
    void takesTheFirstOfTwoAndRefusesTheOther() {
        assertThat(findings.only(element("network").with(at(2, element("b"))).with(at(3, element("b"))), "b"))
                .hasValueSatisfying(b -> assertThat(b.place().line()).isEqualTo(2));
        assertThat(found())
                .containsExactly(
                        "DEFINITION_INVALID: a second <b> in <network> (line 3, /network/b). Try: keep one <b>");
    }

    @Test
    void findsNothingWrongWithOneOrNone() {
        assertThat(findings.only(element("network"), "b")).isEmpty();
        assertThat(findings.only(element("network").with(element("b")), "b")).contains(element("b"));
        assertThat(findings.isRefused()).isFalse();
    }

    @Test
    void readsADevice() {
        assertThat(findings.device(element("bridge", "name", "br0"), "name")).contains(new DeviceName("br0"));
        assertThat(findings.isRefused()).isFalse();
    }

    @Test
    void refusesAMissingDevice() {
        assertThat(findings.device(at(4, element("bridge")), "name")).isEmpty();
        assertThat(found())
                .containsExactly("DEFINITION_INVALID: <bridge> does not say which device (line 4, /network/bridge)."
                        + " Try: write <bridge name='…'> with the device's name");
    }

    @Test
    void refusesWhatIsNoDevice() {
        assertThat(findings.device(element("bridge", "name", "sixteen-bytes-xx"), "name"))
                .isEmpty();
        assertThat(found()).hasSize(1).first().asString().contains("'sixteen-bytes-xx'", "1 to 15 bytes", "Try: ");
    }

    @Test
    void refusesUnknownWordsAndLeavesNamespacesAlone() {
        findings.refuseUnknown(
                element("source", "mode", "vepa", "moed", "x")
                        .with(element("interface"))
                        .with(element("inteface"))
                        .with(foreign("urn:x", "note")),
                Set.of("mode"),
                Set.of("interface"));
        assertThat(found())
                .containsExactly(
                        "DEFINITION_INVALID: <source> has no attribute 'moed' (/source)."
                                + " Try: leave it out; known attributes: mode",
                        "DEFINITION_INVALID: <source> has no element <inteface> (/inteface)."
                                + " Try: leave it out; known elements: interface");
    }
}
