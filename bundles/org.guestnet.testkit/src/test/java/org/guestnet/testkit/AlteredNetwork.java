/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.guestnet.model.Finding;
import org.guestnet.model.Plug;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Usage;

/** A network that says what another says, where a subclass does not alter it. */
class AlteredNetwork implements DefinedNetwork {

    private final DefinedNetwork network;

    AlteredNetwork(DefinedNetwork network) {
        this.network = network;
    }

    /** A provider whose networks are altered. */
    static NetworkTypeProvider provider(Function<DefinedNetwork, DefinedNetwork> alter) {
        return new NetworkTypeProvider() {
            @Override
            public Reading<DefinedNetwork> read(NetworkDefinition definition) {
                Reading<DefinedNetwork> reading = new SampleProvider().read(definition);
                return reading.value()
                        .map(n -> Reading.of(alter.apply(n), reading.findings()))
                        .orElse(reading);
            }
        };
    }

    @Override
    public HostNetwork on(HostView host) {
        return network.on(host);
    }

    @Override
    public List<Finding> admits(HostView host, PortRequest nic) {
        return network.admits(host, nic);
    }

    @Override
    public List<AttachmentPoint> prefer(HostView host, PortRequest nic, List<AttachmentPoint> open, Usage usage) {
        return network.prefer(host, nic, open, usage);
    }

    @Override
    public Plug plug(HostView host, PortRequest nic, Optional<AttachmentPoint> claimed) {
        return network.plug(host, nic, claimed);
    }
}
