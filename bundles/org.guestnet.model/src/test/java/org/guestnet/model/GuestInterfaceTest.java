/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GuestInterfaceTest {

    private static final Object[] PARTS = {
        new MacAddress("52:54:00:00:00:01"),
        "network",
        Optional.of(new NetworkName("red")),
        Optional.of("fast"),
        Optional.of(Plug.bridge(new DeviceName("br0"))),
        Optional.of(new UUID(1, 2)),
        XmlElement.of("interface")
    };
    private static final Object[] OTHERS = {
        new MacAddress("52:54:00:00:00:02"),
        "bridge",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        XmlElement.of("interface").withText("other")
    };

    @SuppressWarnings("unchecked") // each is what it is above
    private static GuestInterface of(Object... parts) {
        return new GuestInterface(
                (MacAddress) parts[0],
                (String) parts[1],
                (Optional<NetworkName>) parts[2],
                (Optional<String>) parts[3],
                (Optional<Plug>) parts[4],
                (Optional<UUID>) parts[5],
                (XmlElement) parts[6]);
    }

    private static Object[] with(int index, Object part) {
        Object[] parts = PARTS.clone();
        parts[index] = part;
        return parts;
    }

    @Test
    void itSaysWhatItWasMadeOf() {
        GuestInterface nic = of(PARTS);
        assertThat(new Object[] {
                    nic.mac(), nic.type(), nic.network(), nic.portgroup(), nic.plug(), nic.portId(), nic.element()
                })
                .containsExactly(PARTS);
        assertThat(nic).hasToString("52:54:00:00:00:01 red");
    }

    @Test
    void itIsEqualIfAllPartsAre() {
        assertThat(of(PARTS)).isEqualTo(of(PARTS)).hasSameHashCodeAs(of(PARTS));
        for (int i = 0; i < PARTS.length; i++) {
            assertThat(of(with(i, OTHERS[i]))).as("part %d", i).isNotEqualTo(of(PARTS));
        }
    }

    @Test
    void interfacesShareWhatTheyHaveInCommon() {
        Map<Object, Object> known = new HashMap<>();
        UnaryOperator<Object> one = value -> known.computeIfAbsent(value, v -> v);
        MacAddress mac = new MacAddress("52:54:00:00:00:02");
        GuestInterface first = of(PARTS).shared(one, (MacAddress) PARTS[0]);
        GuestInterface other = of(with(0, mac)).shared(one, mac);
        assertThat(first).isEqualTo(of(PARTS));
        assertThat(other).isEqualTo(of(with(0, mac)));
        assertThat(known).hasSize(1);
    }

    @Test
    void refusesEachMissingPart() {
        for (int i = 0; i < PARTS.length; i++) {
            Object[] incomplete = with(i, null);
            assertThatNullPointerException().as("part %d", i).isThrownBy(() -> of(incomplete));
        }
    }
}
