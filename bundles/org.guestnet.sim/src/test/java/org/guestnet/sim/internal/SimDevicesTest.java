/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.guestnet.driver.HostSession;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.PciAddress;
import org.guestnet.model.VirtualFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Physical and virtual functions, names, carriers. */
class SimDevicesTest {

    private static final DeviceName PF = new DeviceName("enp59s0f0");
    private static final DeviceName VF = new DeviceName("enp59s0f0v3");

    private SimHost host;
    private HostSession session;

    @BeforeEach
    void open() throws GuestnetException {
        SimDriver driver = new SimDriver(SimOptions.forTests());
        session = Try.open(driver, "sriov1");
        host = driver.host("sriov1");
    }

    private Optional<HostDevice> device(DeviceName name) {
        return host.report().devices().stream()
                .filter(d -> d.name().equals(name))
                .findFirst();
    }

    @Test
    void functionsHaveAddressesNodesAndNumbers() {
        assertThat(device(PF).orElseThrow().identity()).isEqualTo("0000:3b:00.0");
        assertThat(device(PF).orElseThrow().permanentMac()).isPresent();
        HostDevice vf = device(new DeviceName("enp175s0f0v2")).orElseThrow();
        assertThat(vf.pci()).contains(PciAddress.parse("0000:b0:00.2"));
        assertThat(vf.numaNode()).hasValue(1);
        assertThat(vf.function()).contains(new VirtualFunction(new DeviceName("enp175s0f0"), 2));
        assertThat(host.report().devices()).extracting(HostDevice::identity).doesNotHaveDuplicates();
    }

    @Test
    void thereAreAsManyFunctionsAsAreAskedFor() {
        host.setVirtualFunctions(PF, 256);
        assertThat(host.report().devices())
                .filteredOn(d -> d.function().filter(f -> f.pf().equals(PF)).isPresent())
                .hasSize(256)
                .extracting(HostDevice::identity)
                .doesNotHaveDuplicates();
        host.setVirtualFunctions(PF, 2);
        assertThat(device(VF)).isEmpty();
        assertThat(device(new DeviceName("enp175s0f0v3"))).isPresent();
        assertThatThrownBy(() -> host.setVirtualFunctions(new DeviceName("eth0"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNewNameChangesNothingElseAndFunctionsFollowTheirPhysicalOne() {
        DeviceName other = new DeviceName("eth7");
        HostDevice before = device(PF).orElseThrow();
        host.renameDevice(PF, other);
        assertThat(device(PF)).isEmpty();
        assertThat(device(other)).contains(before.withName(other));
        assertThat(device(VF).orElseThrow().function()).contains(new VirtualFunction(other, 3));
        assertThatThrownBy(() -> host.renameDevice(other, VF)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLinkNeedsTheAdministratorAndTheCarrier() {
        host.setLink(VF, false);
        assertThat(device(VF).orElseThrow().adminUp()).contains(true);
        assertThat(device(VF).orElseThrow().linkUp()).contains(false);
        host.setAdmin(VF, false);
        host.setLink(VF, true);
        assertThat(device(VF).orElseThrow().adminUp()).contains(false);
        assertThat(device(VF).orElseThrow().linkUp()).contains(false);
        host.setAdmin(VF, true);
        assertThat(device(VF).orElseThrow().linkUp()).contains(true);
    }

    @Test
    void aDeviceIsPutIntoABridgeAndTakenOut() {
        host.setMaster(VF, Optional.of(new DeviceName("br0")));
        assertThat(device(VF).orElseThrow().master()).contains(new DeviceName("br0"));
        host.setMaster(VF, Optional.empty());
        assertThat(device(VF).orElseThrow().master()).isEmpty();
    }

    @Test
    void virtualFunctionsServeAsAnyDevice() throws GuestnetException {
        String pool =
                "<forward mode='passthrough'><interface dev='enp59s0f0v0'/><interface dev='enp59s0f0v1'/></forward>";
        Try.running(session, Try.network(pool));
        assertThat(session.createPort(Try.request(1)).plug().orElseThrow().device())
                .contains(new DeviceName("enp59s0f0v0"));
        assertThat(session.createPort(Try.request(2)).plug().orElseThrow().device())
                .contains(new DeviceName("enp59s0f0v1"));
    }
}
