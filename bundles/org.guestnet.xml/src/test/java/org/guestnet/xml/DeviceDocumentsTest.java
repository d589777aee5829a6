/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceDocumentsTest {

    @Test
    void membersOfABridgeAppearWithTheirMaster() throws Exception {
        String bridge = "<interface type='bridge' name='br0'><link state='up'/><mtu size='9000'/><bridge stp='off'>"
                + "<interface type='bond' name='bond0'><bond><interface type='ethernet' name='eth0'>"
                + "<link speed='1000' state='down'/><mac address='52:54:00:00:00:01'/></interface></bond></interface>"
                + "</bridge></interface>";
        DeviceName br0 = new DeviceName("br0");
        DeviceName bond0 = new DeviceName("bond0");
        assertThat(DeviceDocuments.read(bridge))
                .containsExactly(
                        HostDevice.of(br0, "bridge")
                                .withAdminUp(true)
                                .withLinkUp(true)
                                .withMtu(9000),
                        HostDevice.of(bond0, "bond").withMaster(br0),
                        HostDevice.of(new DeviceName("eth0"), "ethernet")
                                .withLinkUp(false)
                                .withMac("52:54:00:00:00:01")
                                .withMaster(bond0));
    }

    @ParameterizedTest
    @CsvSource({"up,true", "down,false", "lowerlayerdown,false", "unknown,"})
    void aLinkOfWhichTheKernelKnowsNothingIsNeitherUpNorDown(String state, Boolean up) throws Exception {
        String device = "<interface type='ethernet' name='eth0'><link state='" + state + "'/></interface>";
        assertThat(DeviceDocuments.read(device).get(0).linkUp()).isEqualTo(Optional.ofNullable(up));
    }

    @Test
    void onlyALinkThatIsUpTellsWhetherItWasSetUp() throws Exception {
        String down = "<interface type='ethernet' name='eth0'><link state='down'/></interface>";
        assertThat(DeviceDocuments.read(down).get(0).adminUp()).isEmpty();
        assertThat(DeviceDocuments.read(down.replace("down", "up")).get(0).adminUp())
                .contains(true);
    }

    @Test
    void whatIsNoDeviceIsRefused() {
        for (String bad : new String[] {
            "<domain/>",
            "<interface type='ethernet'/>".replace("/>", " name='a/b'/>"),
            "<interface name='e'><mtu size='x'/></interface>"
        }) {
            assertThatThrownBy(() -> DeviceDocuments.read(bad)).isInstanceOf(GuestnetException.class);
        }
    }
}
