/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static Finding missing(int host) {
        return Finding.blocker(Codes.NETWORK_MISSING, "the host has no network 'red'", "define it")
                .on(new HostName("kvm" + host))
                .on(new NetworkName("red"));
    }

    private static List<Finding> missing(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(FindingsTest::missing).toList();
    }

    @Test
    void whatManyHostsSayIsToldOnce() {
        assertThat(Findings.together(missing(1, 1))).isEqualTo(missing(1, 1));
        assertThat(Findings.together(missing(1, 3)))
                .extracting(Finding::toString)
                .containsExactly("NETWORK_MISSING: the host has no network 'red'; likewise on kvm2, kvm3"
                        + " (host kvm1, network red). Try: define it");
        assertThat(Findings.together(missing(1, 5)).get(0).detail())
                .endsWith("; likewise on kvm2, kvm3, kvm4 and 1 more host");
        assertThat(Findings.together(missing(1, 9)).get(0).detail()).endsWith("kvm4 and 5 more hosts");
    }

    @Test
    void whatIsAboutOtherThingsStaysApart() {
        List<Finding> others = List.of(
                missing(1),
                missing(2).on(new NetworkName("blue")),
                missing(3).on(new MacAddress("52:54:00:00:00:01")),
                missing(4).as(Finding.Severity.NOTICE),
                Finding.blocker(Codes.BUSY, "one", ""),
                Finding.blocker(Codes.BUSY, "two", ""),
                Finding.blocker(Codes.BUSY, "three", "").on(new HostName("kvm5")));
        assertThat(Findings.together(others)).isEqualTo(others);
    }

    @Test
    void ofOneHostNothingIsLeftOut() {
        List<Finding> both = new ArrayList<>(missing(1, 2));
        both.add(Finding.blocker(Codes.NETWORK_MISSING, "and it is not allowed to have it", "")
                .on(new HostName("kvm1"))
                .on(new NetworkName("red")));
        assertThat(Findings.together(both))
                .extracting(Finding::detail)
                .containsExactly("the host has no network 'red'; likewise on kvm2", "and it is not allowed to have it");
    }
}
