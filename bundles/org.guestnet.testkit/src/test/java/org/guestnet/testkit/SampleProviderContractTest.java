/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.List;
import org.guestnet.spi.NetworkTypeProvider;

/** A provider that holds the contract passes the suite. The broken ones differ from it in one point each. */
class SampleProviderContractTest extends NetworkTypeProviderContract {

    @Override
    protected NetworkTypeProvider provider() {
        return new SampleProvider();
    }

    @Override
    protected List<String> usableDefinitions() {
        return List.of(
                "<network type='sample'><name>a</name>"
                        + "<source><interface dev='eth0'/><interface dev='eth1'/><interface dev='gone0'/></source></network>",
                "<network type='sample'><name>b</name><metadata><g:definition xmlns:g='urn:guestnet:network:1'/></metadata>"
                        + "<uuid>11111111-2222-3333-4444-555555555555</uuid><segment id='s'/>"
                        + "<source><interface dev='eth1'/></source></network>",
                "<network type='sample'><name>c</name><source resolved='yes'><interface dev='eth0'/></source></network>");
    }

    @Override
    protected List<String> unusableDefinitions() {
        return List.of(
                "<network type='sample'><name>a</name></network>",
                "<network type='sample'>\n<name>a</name>\n<source>\n<interface/>\n</source>\n</network>");
    }
}
