/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.XmlElement;
import org.junit.jupiter.api.Test;

/** What a network says if its provider does not say otherwise. */
class DefinedNetworkTest {

    private static final DefinedNetwork NETWORK = host -> HostNetwork.libvirt(XmlElement.of("network"));
    private static final List<AttachmentPoint> POINTS = Stream.of("eth0", "eth1", "eth2")
            .map(d -> AttachmentPoint.of(new DeviceName(d)))
            .toList();

    private static List<String> preferred(Map<String, Integer> used) {
        return NETWORK.prefer(null, null, POINTS, p -> used.getOrDefault(p.identity(), 0)).stream()
                .map(AttachmentPoint::identity)
                .toList();
    }

    @Test
    void prefersAsLibvirtDoes() {
        assertThat(preferred(Map.of())).containsExactly("eth0", "eth1", "eth2");
        assertThat(preferred(Map.of("eth0", 1))).containsExactly("eth1", "eth2", "eth0");
        assertThat(preferred(Map.of("eth0", 2, "eth1", 1, "eth2", 1))).containsExactly("eth1", "eth2", "eth0");
    }

    @Test
    void admitsEverybody() {
        assertThat(NETWORK.admits(null, null)).isEmpty();
    }

    @Test
    void leavesPlugsToLibvirt() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> NETWORK.plug(null, null, Optional.empty()));
    }

    @Test
    void namesItsTypeInTheServiceProperty() {
        assertThat(NetworkTypeName.PREFIX_ + "network.type.name").isEqualTo(NetworkTypeProvider.NETWORK_TYPE_NAME);
    }
}
