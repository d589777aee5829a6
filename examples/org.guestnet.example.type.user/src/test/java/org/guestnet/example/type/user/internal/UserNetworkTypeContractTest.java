/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.type.user.internal;

import java.util.List;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.testkit.NetworkTypeProviderContract;

class UserNetworkTypeContractTest extends NetworkTypeProviderContract {

    @Override
    protected NetworkTypeProvider provider() {
        return new UserNetworkType();
    }

    @Override
    protected List<String> usableDefinitions() {
        return List.of(
                "<network type='user'><name>red-network</name></network>",
                "<network type='user'><name>noted</name><metadata><x:note xmlns:x='urn:example'/></metadata></network>");
    }

    @Override
    protected List<String> unusableDefinitions() {
        return List.of(
                "<network type='user'><name>n</name><bridge name='br0'/></network>",
                "<network type='user' ipv6='yes'><name>n</name></network>");
    }
}
