/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PciAddressTest {

    @ParameterizedTest
    @CsvSource({
        "0000:3b:02.1, 0000:3b:02.1",
        "3b:02.1, 0000:3b:02.1",
        "ABCD:FF:1F.7, abcd:ff:1f.7",
        "10000:e1:00.0, 10000:e1:00.0"
    })
    void everyWayToWriteAnAddressIsReadAsTheSame(String text, String canonical) {
        assertThat(PciAddress.parse(text)).hasToString(canonical);
        assertThat(PciAddress.parse(canonical)).isEqualTo(PciAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000:3b:02",
                "0000:3b:20.0",
                "0000:3b:02.8",
                "00:3b:02.1",
                "0000:3g:02.1",
                "fffffffff:00:00.0"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> PciAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PCI address");
    }

    @Test
    void addressesAreInTheOrderOfTheirNumbers() {
        assertThat(PciAddress.parse("0000:3b:02.1"))
                .isLessThan(PciAddress.parse("0000:3b:0a.0"))
                .isLessThan(PciAddress.parse("10000:00:00.0"))
                .isGreaterThan(PciAddress.parse("0000:3b:02.0"));
    }
}
