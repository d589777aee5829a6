/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.bridge.internal;

import java.util.List;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.testkit.NetworkTypeProviderContract;

class BridgeNetworkTypeContractTest extends NetworkTypeProviderContract {

    @Override
    protected NetworkTypeProvider provider() {
        return new BridgeNetworkType();
    }

    @Override
    protected List<String> usableDefinitions() {
        return List.of(
                "<network type='bridge'><name>red-network</name><bridge name='br0'/><segment id='dc1'/></network>",
                "<network type='bridge'><name>both</name><forward mode='bridge'/><bridge name='br1'/></network>",
                "<network><name>own</name><uuid>11111111-2222-3333-4444-555555555555</uuid>"
                        + "<forward mode='bridge'/><bridge name='br0'/></network>",
                "<network type='bridge'><name>gateway</name><bridge name='br0'/>"
                        + "<tunnel protocol='vxlan' id='1'><local dev='eth0'/></tunnel></network>",
                """
                <network><name>ovs</name><forward mode='bridge'/><bridge name='ovsbr0'/>
                  <virtualport type='openvswitch'/><vlan><tag id='42'/></vlan>
                  <portgroup name='gold'><bandwidth><inbound average='1000'/></bandwidth></portgroup>
                </network>""");
    }

    @Override
    protected List<String> unusableDefinitions() {
        return List.of(
                "<network type='bridge'><name>n</name></network>",
                "<network type='bridge'><name>n</name><bridge/></network>",
                "<network type='bridge'><name>n</name><bridge name='a-name-that-is-too-long'/></network>",
                "<network type='bridge'><name>n</name><bridge name='br0'/><bridge name='br1'/></network>",
                "<network type='bridge'><name>n</name><forward mode='nat'/><bridge name='br0'/></network>",
                "<network type='bridge'><name>n</name><bridge name='br0'/><source/></network>",
                "<network type='bridge'><name>n</name><bridge name='br0'/><tunnel/><tunnel/></network>",
                "<network type='bridge'><name>n</name><bridge name='ovsbr0'/><virtualport type='openvswitch'/><tunnel/>"
                        + "</network>");
    }
}
