/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.function.Supplier;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.Findings;
import org.guestnet.spi.LibvirtDialect;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeName;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.Reading;
import org.osgi.service.component.annotations.Component;

/** Networks on a pool of the host's physical interfaces, by macvtap in mode vepa, bridge, private or passthrough. */
@Component(service = NetworkTypeProvider.class)
@NetworkTypeName("direct")
public final class DirectNetworkType implements NetworkTypeProvider {

    /** A type without configuration. */
    public DirectNetworkType() {}

    @Override
    public Reading<DefinedNetwork> read(NetworkDefinition definition) {
        Findings findings = new Findings();
        XmlElement root = definition.root();
        Supplier<Pool> pool = new PoolReader(findings, root).read();
        root.all("tunnel")
                .forEach(
                        t -> findings.refuse(
                                t,
                                "a direct network cannot be joined to a tunnel, for it has no bridge",
                                "leave <tunnel> out, or write type='bridge' with a bridge over these interfaces, or type='tunnel'"));
        return findings.reading(() -> network(definition, pool.get()));
    }

    private static DefinedNetwork network(NetworkDefinition definition, Pool pool) {
        XmlElement kept =
                LibvirtDialect.of(definition).withoutChildren(c -> c.name().equals("forward"));
        return new DirectNetwork(kept, pool);
    }
}
