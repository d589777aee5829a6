/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostOrderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a b", "a;b", "$(a)", "`a`", "a\nb", "a'b", "a\"b", "a|b", "*", "~", "a>b", "#", "ä", "{a,b}",
                "a\\b", "a&"
            })
    void whatAShellCouldReadOtherwiseIsNoWord(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostOrder.of("ip", word));
    }

    @Test
    void whatItReadsIsNeverShown() {
        HostOrder order = HostOrder.of("install", "-m", "600", "/dev/stdin", "/etc/x_1.conf")
                .reading("hunter2");
        assertThat(order.toString()).isEqualTo("install -m 600 /dev/stdin /etc/x_1.conf");
        assertThat(order.input()).isEqualTo("hunter2");
    }
}
