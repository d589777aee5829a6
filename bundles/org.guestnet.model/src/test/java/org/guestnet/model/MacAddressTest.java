/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {

    @Test
    void isKeptInLowerCase() {
        assertThat(new MacAddress("52:54:00:AB:CD:EF"))
                .isEqualTo(new MacAddress("52:54:00:ab:cd:ef"))
                .hasToString("52:54:00:ab:cd:ef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:00:00:00:00:00", "fe:ff:ff:ff:ff:ff"})
    void acceptsBothEndsOfUnicast(String text) {
        assertThat(new MacAddress(text)).hasToString(text);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "52:54:00:00:00",
                "52:54:00:00:00:01:02",
                "52-54-00-00-00-01",
                "525400000001",
                "52:54:00:00:00:0g",
                " 52:54:00:00:00:01",
                "52:54:00:00:00:01\n"
            })
    void refusesWhatIsNoMacAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MacAddress(text))
                .withMessageContaining("six pairs of hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01:00:5e:00:00:01", "ff:ff:ff:ff:ff:ff", "53:54:00:00:00:01"})
    void refusesMulticast(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MacAddress(text))
                .withMessageContaining("multicast");
    }
}
