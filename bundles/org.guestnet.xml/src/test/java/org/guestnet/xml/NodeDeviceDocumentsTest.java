/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.PciAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents as libvirt 9.0 writes them. */
class NodeDeviceDocumentsTest {

    private static final String NIC = """
            <device>
              <name>net_ens1f0v1_0a_1b_2c_3d_4e_5f</name>
              <path>/sys/devices/pci0000:3a/0000:3a:00.0/0000:3b:02.1/net/ens1f0v1</path>
              <parent>pci_0000_3b_02_1</parent>
              <capability type='net'>
                <interface>ens1f0v1</interface>
                <address>0a:1b:2c:3d:4e:5f</address>
                <link speed='10000' state='up'/>
                <feature name='rx'/>
                <capability type='80203'/>
              </capability>
            </device>
            """;

    private static final String VIRTUAL_FUNCTION = """
            <device>
              <name>pci_0000_3b_02_1</name>
              <path>/sys/devices/pci0000:3a/0000:3a:00.0/0000:3b:02.1</path>
              <parent>pci_0000_3a_00_0</parent>
              <driver>
                <name>iavf</name>
              </driver>
              <capability type='pci'>
                <class>0x020000</class>
                <domain>0</domain>
                <bus>59</bus>
                <slot>2</slot>
                <function>1</function>
                <product id='0x154c'>Ethernet Virtual Function 700 Series</product>
                <vendor id='0x8086'>Intel Corporation</vendor>
                <capability type='phys_function'>
                  <address domain='0x0000' bus='0x3b' slot='0x00' function='0x0'/>
                </capability>
                <iommuGroup number='71'>
                  <address domain='0x0000' bus='0x3b' slot='0x02' function='0x1'/>
                </iommuGroup>
                <numa node='1'/>
              </capability>
            </device>
            """;

    private static String physicalFunction(int functions) {
        StringBuilder addresses = new StringBuilder();
        IntStream.range(0, functions)
                .forEach(i -> addresses.append(String.format(
                        "<address domain='0x0000' bus='0x3b' slot='0x%02x' function='0x%x'/>", 2 + i / 8, i % 8)));
        return """
                <device>
                  <name>pci_0000_3b_00_0</name>
                  <parent>pci_0000_3a_00_0</parent>
                  <capability type='pci'>
                    <domain>0</domain><bus>59</bus><slot>0</slot><function>0</function>
                    <capability type='virt_functions' maxCount='64'>%s</capability>
                    <numa node='-1'/>
                    <pci-express><link validity='cap' port='0' speed='8' width='8'/></pci-express>
                  </capability>
                </device>
                """.formatted(addresses);
    }

    @Test
    void aNetworkDeviceTellsWhatItSitsOn() throws Exception {
        NodeDevice nic = DeviceDocuments.readNode(NIC);
        assertThat(nic.net()).contains(new DeviceName("ens1f0v1"));
        assertThat(nic.parent()).contains("pci_0000_3b_02_1");
        assertThat(nic.pci()).isEmpty();
    }

    @Test
    void aVirtualFunctionTellsItsPlaceAndItsPhysicalFunction() throws Exception {
        NodeDevice function = DeviceDocuments.readNode(VIRTUAL_FUNCTION);
        assertThat(function.name()).isEqualTo("pci_0000_3b_02_1");
        assertThat(function.pci()).contains(PciAddress.parse("0000:3b:02.1"));
        assertThat(function.numaNode()).hasValue(1);
        assertThat(function.physicalFunction()).contains(PciAddress.parse("0000:3b:00.0"));
        assertThat(function.virtualFunctions()).isEmpty();
        assertThat(function.net()).isEmpty();
    }

    @Test
    void aPhysicalFunctionTellsItsVirtualOnesInTheirOrder() throws Exception {
        NodeDevice function = DeviceDocuments.readNode(physicalFunction(64));
        assertThat(function.virtualFunctions())
                .hasSize(64)
                .startsWith(PciAddress.parse("0000:3b:02.0"), PciAddress.parse("0000:3b:02.1"))
                .endsWith(PciAddress.parse("0000:3b:09.7"));
        assertThat(function.physicalFunction()).isEmpty();
        assertThat(function.numaNode()).isEmpty();
    }

    @Test
    void aDeviceOfAnotherKindTellsNothing() throws Exception {
        NodeDevice veth = DeviceDocuments.readNode("<device><name>net_veth0_02_00_00_00_00_01</name>"
                + "<parent>computer</parent><capability type='net'><interface>veth0</interface></capability></device>");
        assertThat(veth.parent()).contains("computer");
        NodeDevice root = DeviceDocuments.readNode(
                "<device><name>computer</name><capability type='system'><hardware/></capability></device>");
        assertThat(root.parent()).isEmpty();
        assertThat(root.net()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<network/>",
                "<device><name></name></device>",
                "<device><name>n</name><capability type='net'><interface>a/b</interface></capability></device>",
                "<device><name>n</name><capability type='pci'><domain>0</domain><bus>x</bus></capability></device>",
                "<device><name>n</name><capability type='pci'><domain>0</domain><bus>0</bus><slot>99</slot>"
                        + "<function>0</function></capability></device>"
            })
    void whatIsNoNodeDeviceIsRefused(String document) {
        assertThatThrownBy(() -> DeviceDocuments.readNode(document)).isInstanceOf(GuestnetException.class);
    }
}
