/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.virtual.internal;

import java.util.List;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.testkit.NetworkTypeProviderContract;

class VirtualNetworkTypeContractTest extends NetworkTypeProviderContract {

    @Override
    protected NetworkTypeProvider provider() {
        return new VirtualNetworkType();
    }

    @Override
    protected List<String> usableDefinitions() {
        return List.of(
                """
                <network type='virtual'><name>red-network</name>
                  <forward mode='nat' dev='eth0'><nat><port start='1024' end='65535'/></nat></forward>
                  <bridge name='virbr7' stp='on' delay='0'/><mtu size='1400'/><segment id='site-7'/>
                  <ip address='192.168.7.1' netmask='255.255.255.0'><dhcp><range start='192.168.7.2' end='192.168.7.99'/></dhcp></ip>
                </network>""",
                "<network><name>isolated</name><ip address='10.9.0.1' prefix='24'/></network>",
                "<network type='virtual'><name>also-isolated</name><forward mode='none'/></network>",
                "<network><name>routed</name><forward mode='route'/><ip address='10.8.0.1' prefix='24'/></network>",
                "<network><name>open</name><forward mode='open'/><ip address='10.7.0.1' prefix='24'/></network>",
                "<network><name>default</name><forward/><bridge name='virbr%d'/><ip address='10.6.0.1' prefix='24'/></network>",
                "<network type='virtual'><name>home</name><ip address='10.5.0.1' prefix='24'/>"
                        + "<tunnel protocol='vxlan' id='1'><local dev='eth0'/></tunnel></network>");
    }

    @Override
    protected List<String> unusableDefinitions() {
        return List.of(
                "<network type='virtual'><name>n</name><forward mode='bridge'/></network>",
                "<network type='virtual'><name>n</name><forward mode='isolated'/></network>",
                "<network type='virtual'><name>n</name><bridge name='a-name-that-is-too-long'/></network>",
                "<network type='virtual'><name>n</name><source mode='vepa'/></network>",
                "<network type='virtual'><name>n</name><tunnel id='1'/><tunnel id='2'/></network>",
                "<network type='virtual'><name>n</name><forward mode='nat'/><forward mode='nat'/></network>");
    }
}
