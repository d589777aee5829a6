/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.testkit.NetworkTypeProviderContract;

class DirectNetworkTypeContractTest extends NetworkTypeProviderContract {

    @Override
    protected NetworkTypeProvider provider() {
        return new DirectNetworkType();
    }

    @Override
    protected List<String> usableDefinitions() {
        return List.of(
                """
                <network type='direct'><name>red-network</name><segment id='dc1'/>
                  <source mode='vepa'>
                    <interface dev='eth0'/><interface dev='eth1' maxConnections='4'/><interface dev='gone0'/>
                  </source>
                  <virtualport type='802.1Qbg'><parameters managerid='11' typeid='1193047' typeidversion='2'/></virtualport>
                </network>""",
                "<network type='direct'><name>exclusive</name><source mode='passthru'><interface dev='eth1'/></source></network>",
                "<network type='direct'><name>default</name><source><interface dev='eth9'/></source></network>",
                """
                <network type='direct'><name>all</name>
                  <source mode='bridge' strategy='spread-numa'>
                    <interface dev='eth[0-2,9,12-14]' maxConnections='2'/><interface dev='pci[1-2]p[1-2]_[0-1]'/>
                    <interface mac='52:54:00:00:00:01' dev='eth5'/><interface pci='0000:3b:00.0'/>
                    <pf dev='ens1f0' vf='0,2-7,9' maxConnections='1'/><pf dev='ens1f1'/>
                    <exclude dev='eth[13-14]'/>
                  </source>
                </network>""",
                "<network type='direct'><name>turns</name><source strategy='round-robin'><interface dev='eth[0-3]'/></source></network>",
                "<network type='direct'><name>fill</name><source strategy='fill'><interface dev='eth[0-3]'/></source></network>",
                "<network><name>own</name><forward mode='private' dev='eth2'><interface dev='eth2' connections='1'/>"
                        + "<interface dev='eth1'/></forward></network>",
                "<network><name>alone</name><forward mode='bridge' dev='eth3'/></network>");
    }

    @Override
    protected List<String> unusableDefinitions() {
        return List.of(
                "<network type='direct'><name>n</name></network>",
                "<network type='direct'><name>n</name><source mode='vepa'/></network>",
                "<network type='direct'><name>n</name><source mode='nat'><interface dev='eth0'/></source></network>",
                "<network type='direct'><name>n</name><source strategy='best'><interface dev='eth0'/></source></network>",
                "<network type='direct'><name>n</name><source><pf dev='ens1f0' vf='7-2'/></source></network>",
                "<network type='direct'><name>n</name><source><interface dev='eth0'/><exclude dev='eth1'/></source></network>",
                "<network type='direct'><name>n</name><source><interface dev='eth[3-0]'/></source></network>",
                "<network type='direct'><name>n</name><source><interface mac='eth0'/></source></network>",
                "<network type='direct'><name>n</name><source><interface/></source></network>",
                "<network type='direct'><name>n</name><source><interface dev='eth0'/><interface dev='eth0'/></source></network>",
                "<network type='direct'><name>n</name><source><interface dev='eth0' maxconnections='4'/></source></network>",
                "<network type='direct'><name>n</name><forward mode='vepa' dev='eth0'/><source><interface dev='eth0'/></source></network>",
                "<network><name>n</name><forward mode='vepa' dev='eth0'><interface dev='eth1'/></forward></network>",
                "<network><name>n</name><forward mode='vepa'><pf dev='ens1f0' vf='1'/></forward></network>");
    }
}
