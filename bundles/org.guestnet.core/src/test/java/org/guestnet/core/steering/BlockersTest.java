/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.model.DeviceName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.junit.jupiter.api.Test;

class BlockersTest {

    private static final NetworkName RED = new NetworkName("red");
    private static final DeviceName ETH1 = new DeviceName("eth1");
    private static final OperationId OPERATION = OperationId.random();

    private static Port blocker() {
        return Blockers.of(OPERATION, RED, "vepa", Map.of(ETH1, 1)).get(0);
    }

    @Test
    void aBlockerIsRecognisedFromWhatItSaysAlone() {
        assertThat(Blockers.isOurs(blocker())).isTrue();
        assertThat(Blockers.operation(blocker())).isEqualTo(OPERATION);
        assertThat(blocker().id().version()).isEqualTo(5);
        assertThat(blocker().id().variant()).isEqualTo(2);
    }

    @Test
    void nobodyElsesPortIsTakenForABlocker() {
        Port b = blocker();
        assertThat(Blockers.isOurs(new Port(
                        UUID.randomUUID(), RED, b.ownerName(), b.ownerId(), b.mac(), Optional.empty(), b.plug())))
                .isFalse();
        assertThat(Blockers.isOurs(new Port(b.id(), RED, "web1", b.ownerId(), b.mac(), Optional.empty(), b.plug())))
                .isFalse();
        assertThat(Blockers.isOurs(
                        new Port(b.id(), RED, b.ownerName(), UUID.randomUUID(), b.mac(), Optional.empty(), b.plug())))
                .isFalse();
        assertThat(Blockers.isOurs(new Port(
                        b.id(),
                        RED,
                        b.ownerName(),
                        b.ownerId(),
                        new MacAddress("52:54:00:00:00:01"),
                        Optional.empty(),
                        b.plug())))
                .isFalse();
        assertThat(Blockers.isOurs(new Port(
                        b.id(),
                        RED,
                        b.ownerName(),
                        b.ownerId(),
                        b.mac(),
                        Optional.empty(),
                        Optional.of(Plug.direct(new DeviceName("eth2"), "vepa")))))
                .isFalse();
        assertThat(Blockers.isOurs(new Port(
                        b.id(),
                        new NetworkName("blue"),
                        b.ownerName(),
                        b.ownerId(),
                        b.mac(),
                        Optional.empty(),
                        b.plug())))
                .isFalse();
    }

    @Test
    void allBlockersOfAnOperationDiffer() {
        List<Port> ports = Blockers.of(OPERATION, RED, "bridge", Map.of(ETH1, 300, new DeviceName("eth2"), 2));
        assertThat(ports).hasSize(302).allMatch(Blockers::isOurs);
        assertThat(ports).extracting(Port::id).doesNotHaveDuplicates();
        assertThat(ports).extracting(Port::mac).doesNotHaveDuplicates();
    }
}
