/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.guestnet.model.DeviceName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a range of device names stands for. */
class NamePatternTest {

    private static final int TRIES = 500;
    private static final long SEED = 4096;

    private static List<String> names(String pattern) throws Unreadable {
        return NamePattern.parse(pattern).names().map(DeviceName::value).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eth[3]                | eth3",
                "eth[0-3]              | eth0 eth1 eth2 eth3",
                "eth[12-14,24,31-32]   | eth12 eth13 eth14 eth24 eth31 eth32",
                "eth[9-11]             | eth9 eth10 eth11",
                "eth[08-11]            | eth08 eth09 eth10 eth11",
                "eth[007-009]          | eth007 eth008 eth009",
                "eth[00]               | eth00",
                "eth[0-1,00-01]        | eth0 eth1 eth00 eth01",
                "p[1-2]_[0-1]          | p1_0 p1_1 p2_0 p2_1",
                "[0-1]x                | 0x 1x",
                "[1-2][3-4]            | 13 14 23 24",
                "ens[1-2]f0.[100,200]  | ens1f0.100 ens1f0.200 ens2f0.100 ens2f0.200"
            })
    void standsForTheseNamesInThisOrder(String pattern, String expected) throws Unreadable {
        assertThat(names(pattern)).containsExactly(expected.split(" "));
    }

    @Test
    void expandsSeveralBracketsAsTheyAreRead() throws Unreadable {
        assertThat(names("pci[1-2]p[1-4]_[0-7]"))
                .hasSize(2 * 4 * 8)
                .startsWith("pci1p1_0", "pci1p1_1")
                .endsWith("pci2p4_7")
                .doesNotHaveDuplicates();
    }

    /** Whatever is written: as many names as were counted beforehand, each different, the padding kept, none too long. */
    @Test
    void expandsToAsManyNamesAsItCounts() throws Unreadable {
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            String written = random(random);
            NamePattern pattern = NamePattern.parse(written);
            List<DeviceName> names = pattern.names().toList();
            assertThat((long) names.size()).as(written).isEqualTo(pattern.count());
            assertThat(names).as(written).doesNotHaveDuplicates();
        }
    }

    private static String random(Random random) {
        StringBuilder pattern = new StringBuilder("e");
        for (int bracket = 0; bracket <= random.nextInt(3); bracket++) {
            pattern.append(bracket == 0 ? "" : "p")
                    .append('[')
                    .append(numbers(random))
                    .append(']');
        }
        return pattern.toString();
    }

    /** Ascending and apart from each other, so that no name comes twice; padded or not. */
    private static String numbers(Random random) {
        boolean padded = random.nextBoolean();
        StringBuilder numbers = new StringBuilder();
        int next = random.nextInt(5);
        for (int span = 0; span <= random.nextInt(3); span++) {
            int last = next + random.nextInt(8);
            String ends = padded ? "%03d-%03d" : "%d-%d";
            numbers.append(span == 0 ? "" : ",").append(String.format(ends, next, last));
            next = last + 1 + random.nextInt(20);
        }
        return numbers.toString();
    }

    @Test
    void tellsARandomTextFromARangeWithoutFalling() {
        Random random = new Random(SEED);
        String letters = "e0159[]-,_ \u00e4";
        Set<String> understood = new HashSet<>();
        for (int i = 0; i < TRIES * TRIES; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(10), 0, letters.length()).forEach(c -> text.append(letters.charAt(c)));
            try {
                NamePattern pattern = NamePattern.parse(text.toString());
                assertThat(pattern.names().limit(10).toList())
                        .as(text.toString())
                        .hasSize((int) Math.min(10, pattern.count()));
                understood.add(text.toString());
            } catch (Unreadable e) {
                assertThat(e.getMessage()).as(text.toString()).isNotBlank();
                assertThat(e.remedy()).as(text.toString()).isNotBlank();
            }
        }
        assertThat(understood).anyMatch(NamePattern::isPattern);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a[0-999999999]                        | 1000000000",
                "[0-999999999]a[0-9]                   | 10000000000",
                "a[0-9][0-9][0-9][0-9][0-9][0-9][0-9]  | 10000000"
            })
    void countsWithoutExpanding(String hostile, long count) throws Unreadable {
        assertThat(NamePattern.parse(hostile).count()).isEqualTo(count);
    }

    @Test
    void countsTheImmenseAsImmense() throws Unreadable {
        String many = "[" + "1,".repeat(100_000) + "1]";
        assertThat(NamePattern.parse(many.repeat(14)).count()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth[0-3", "eth0]", "eth[[0]]", "eth[0]]", "][", "[", "]", "eth[0-1]x["})
    void refusesBracketsThatDoNotMatch(String pattern) {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> NamePattern.parse(pattern));
    }

    @Test
    void looksAtTheLongestNameOnly() {
        assertThatNoException().isThrownBy(() -> NamePattern.parse("fourteen-bytes[0-9]"));
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> NamePattern.parse("fourteen-bytes[0-10]"))
                .withMessageContaining("'fourteen-bytes10' is not valid: 1 to 15 bytes");
    }
}
