/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.List;
import org.guestnet.spi.UplinkProvider;

class SampleUplinkContractTest extends UplinkContract {

    @Override
    protected UplinkProvider provider() {
        return SampleUplink.provider();
    }

    @Override
    protected List<String> usableDefinitions() {
        return List.of(
                "<network type='tunnel'><name>a</name><tunnel protocol='sample' dev='eth0'/></network>",
                "<network type='virtual'><name>b</name><tunnel protocol='sample' dev='eth1'/></network>");
    }

    @Override
    protected List<String> unusableDefinitions() {
        return List.of("<network type='tunnel'>\n<name>a</name>\n<tunnel protocol='sample'/></network>");
    }
}
