/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.type.user.internal;

import java.util.Set;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.Findings;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeName;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.Reading;
import org.osgi.service.component.annotations.Component;

/**
 * QEMU's user networking as a network: {@code <network type='user'><name>red-network</name></network>}. No libvirt network can
 * express it, so Guestnet plugs each guest itself.
 */
@Component(service = NetworkTypeProvider.class)
@NetworkTypeName("user")
public final class UserNetworkType implements NetworkTypeProvider {

    /** A type without configuration. */
    public UserNetworkType() {}

    @Override
    public Reading<DefinedNetwork> read(NetworkDefinition definition) {
        Findings findings = new Findings();
        findings.refuseUnknown(definition.root(), Set.of("type"), Set.of("name", "uuid", "metadata", "segment"));
        return findings.reading(UserNetwork::new);
    }
}
