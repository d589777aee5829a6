/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names sort by their text, slots in the order in which they are taken. */
class OrderTest {

    @Test
    void namesSortByTheirText() {
        assertThat(Stream.of("b", "a").map(HostName::new).sorted()).hasToString("[a, b]");
        assertThat(Stream.of("b", "a").map(GuestName::new).sorted()).hasToString("[a, b]");
        assertThat(Stream.of("b", "a").map(NetworkName::new).sorted()).hasToString("[a, b]");
        assertThat(Stream.of("b", "a").map(NetworkType::new).sorted()).hasToString("[a, b]");
        assertThat(Stream.of("b", "a").map(DeviceName::new).sorted()).hasToString("[a, b]");
        assertThat(Stream.of("52:54:00:00:00:02", "52:54:00:00:00:01")
                        .map(MacAddress::new)
                        .sorted())
                .hasToString("[52:54:00:00:00:01, 52:54:00:00:00:02]");
    }

    @Test
    void slotsSortByHostThenDeviceThenOrdinal() {
        Claim.Key first = new Claim.Key(new HostName("a"), "eth1", 1);
        Claim.Key second = new Claim.Key(new HostName("b"), "eth0", 1);
        Claim.Key third = new Claim.Key(new HostName("b"), "eth1", 0);
        Claim.Key fourth = new Claim.Key(new HostName("b"), "eth1", 2);
        assertThat(Stream.of(fourth, third, second, first).sorted()).containsExactly(first, second, third, fourth);
    }
}
