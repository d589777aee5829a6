/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.List;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.testkit.NetworkTypeProviderContract;

class TunnelNetworkTypeContractTest extends NetworkTypeProviderContract {

    @Override
    protected NetworkTypeProvider provider() {
        return new TunnelNetworkType();
    }

    @Override
    protected List<String> usableDefinitions() {
        return List.of(
                "<network type='tunnel'><name>red-network</name><tunnel id='4711'><local dev='eth0'/></tunnel></network>",
                """
                <network type='tunnel'><name>a-network-whose-name-is-longer-than-any-device</name>
                  <bridge name='brtunnel' stp='on'/><mtu size='1400'/><segment id='dc1'/>
                  <portgroup name='gold'><bandwidth><inbound average='1000'/></bandwidth></portgroup>
                  <tunnel protocol='vxlan' id='1'><local address='192.0.2.7'/></tunnel>
                </network>""",
                "<network type='tunnel'><name>other</name><bridge stp='on'/><tunnel protocol='geneve'/></network>");
    }

    @Override
    protected List<String> unusableDefinitions() {
        return List.of(
                "<network type='tunnel'><name>n</name></network>",
                "<network type='tunnel'><name>n</name><tunnel/><tunnel/></network>",
                "<network type='tunnel'><name>n</name><tunnel/><ip address='10.0.0.1' prefix='24'/></network>",
                "<network type='tunnel'><name>n</name><tunnel/><forward mode='nat'/></network>",
                "<network type='tunnel'><name>n</name><tunnel/><source mode='vepa'/></network>",
                "<network type='tunnel'><name>n</name><tunnel/><bridge name='a-name-that-is-too-long'/></network>",
                "<network type='tunnel'><name>n</name><tunnel/><bridge name='virbr%d'/></network>",
                "<network type='tunnel'><name>n</name><tunnel/><bridge/><bridge/></network>");
    }
}
