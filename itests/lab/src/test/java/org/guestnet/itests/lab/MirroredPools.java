/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guestnet.model.Finding;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Usage;
import org.guestnet.type.direct.internal.DirectNetworkType;

/**
 * Direct pools that are wanted from their end: the least used member, and of equals the last listed one. libvirt takes the first, so
 * that each choice has to be steered; and the outcome is libvirt's own on a pool listed the other way round.
 */
final class MirroredPools implements NetworkTypeProvider {

    private final NetworkTypeProvider direct = new DirectNetworkType();

    @Override
    public Reading<DefinedNetwork> read(NetworkDefinition definition) {
        Reading<DefinedNetwork> read = direct.read(definition);
        Optional<DefinedNetwork> value = read.value();
        return value.isPresent() ? Reading.of(new Mirrored(value.get()), read.findings()) : read;
    }

    private record Mirrored(DefinedNetwork pool) implements DefinedNetwork {

        @Override
        public HostNetwork on(HostView host) {
            return pool.on(host);
        }

        @Override
        public List<Finding> admits(HostView host, PortRequest nic) {
            return pool.admits(host, nic);
        }

        @Override
        public List<AttachmentPoint> prefer(HostView host, PortRequest nic, List<AttachmentPoint> open, Usage usage) {
            return IntStream.range(0, open.size())
                    .mapToObj(i -> open.get(open.size() - 1 - i))
                    .sorted(Comparator.comparingInt(usage::portsAt))
                    .collect(Collectors.toList());
        }
    }
}
