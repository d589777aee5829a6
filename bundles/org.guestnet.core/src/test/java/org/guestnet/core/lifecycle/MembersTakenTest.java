/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.core.host.HostState;
import org.guestnet.core.host.HostStates;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.type.Definitions;
import org.guestnet.core.type.TypeRegistry;
import org.guestnet.core.type.TypeRegistry.Registration;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.NetworkName;
import org.guestnet.model.PciAddress;
import org.guestnet.model.VirtualFunction;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembersTakenTest {

    private static final DeviceName PF = new DeviceName("ens1f0");

    private static HostDevice device(String name, String pci) {
        return HostDevice.of(new DeviceName(name), "ethernet")
                .withPci(PciAddress.parse(pci))
                .withLinkUp(true);
    }

    /** A host with two virtual functions, and a network of libvirt's that gives some to guests. */
    private static HostState host(String assigned) {
        String xml = "<network><name>assigned</name><uuid>11111111-2222-4333-8444-555555555556</uuid>"
                + "<forward mode='hostdev' managed='yes'>" + assigned + "</forward></network>";
        NetworkReport network = new NetworkReport(
                new NetworkName("assigned"), UUID.randomUUID(), true, false, xml, Optional.empty(), List.of());
        List<HostDevice> devices = List.of(
                device("ens1f0", "0000:3b:00.0"),
                device("ens1f0v0", "0000:3b:02.0").withFunction(new VirtualFunction(PF, 0)),
                device("ens1f0v1", "0000:3b:02.1").withFunction(new VirtualFunction(PF, 1)));
        return HostStates.up("kvm1", new HostReport(devices, List.of(network), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "ens1f0v0, <pf dev='ens1f0'/>, true",
        "ens1f0v1, <address type='pci' domain='0x0000' bus='0x3b' slot='0x02' function='0x1'/>, true",
        "ens1f0v0, <address type='pci' domain='0x0000' bus='0x3b' slot='0x02' function='0x1'/>, false",
        "ens1f0v0, <interface dev='ens1f0v0'/>, true"
    })
    void aFunctionThatLibvirtAssignsToGuestsBelongsToNobodyElse(String member, String assigned, boolean taken)
            throws GuestnetException {
        TypeRegistry types = new TypeRegistry();
        types.add(new Registration(new DirectNetworkType(), "direct", 0, 1, "test 1.0.0"));
        Definitions definitions = new Definitions(types);
        NetworkDefinition mine = definitions.parse("<network type='direct'><name>mine</name>"
                + "<source mode='passthrough'><interface dev='" + member + "'/></source></network>");
        HostState host = host(assigned);
        List<Finding> found = new MembersTaken(new NetworkReader(definitions))
                .by(host, mine, definitions.read(mine).value().orElseThrow().on(host));
        assertThat(found).hasSize(taken ? 1 : 0).allSatisfy(f -> {
            assertThat(f.code()).isEqualTo(Codes.MEMBER_TAKEN);
            assertThat(f.detail()).contains(member, "'assigned'");
        });
    }
}
