/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.List;
import org.guestnet.spi.UplinkProvider;
import org.guestnet.testkit.UplinkContract;

class VxlanUplinkContractTest extends UplinkContract {

    @Override
    protected UplinkProvider provider() {
        return Tunnels.provider();
    }

    @Override
    protected List<String> usableDefinitions() {
        return List.of(
                "<network type='tunnel'><name>plain</name><tunnel id='4711'><local dev='eth0'/></tunnel></network>",
                """
                <network type='virtual'><name>all</name><ip address='10.1.0.1' prefix='24'/>
                  <tunnel protocol='vxlan' id='16777215' port='8472' peers='listed' forwarding='no'>
                    <local address='192.0.2.7'/><peer address='192.0.2.200'/><peer address='198.51.100.9'/>
                    <encryption type='ipsec' secret='red-key'/>
                  </tunnel>
                </network>""",
                """
                <network type='bridge'><name>certified</name><bridge name='br0'/>
                  <tunnel id='1' peers='fleet' forwarding='yes'><local dev='eth0'/><peer address='2001:db8::200'/>
                    <encryption type='ipsec' certificate='host.pem' authority='ca.pem'/>
                  </tunnel>
                </network>""");
    }

    @Override
    protected List<String> unusableDefinitions() {
        return List.of(
                network("<tunnel/>"),
                network("<tunnel id='1'><local/></tunnel>"),
                network("<tunnel id='1'><local dev='eth0'/><encryption type='rot13'/></tunnel>"));
    }

    private static String network(String tunnel) {
        return "<network type='tunnel'><name>n</name>" + tunnel + "</network>";
    }
}
