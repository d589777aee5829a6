/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

/** Direct pools of which the last listed member is always wanted: as much steering as a pool can need. */
final class LastMemberFirst implements NetworkTypeProvider {

    private final NetworkTypeProvider direct = new DirectNetworkType();

    @Override
    public Reading<DefinedNetwork> read(NetworkDefinition definition) {
        Reading<DefinedNetwork> read = direct.read(definition);
        Optional<DefinedNetwork> value = read.value();
        return value.isPresent() ? Reading.of(new LastFirst(value.get()), read.findings()) : read;
    }

    private record LastFirst(DefinedNetwork pool) implements DefinedNetwork {

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
                    .toList();
        }
    }
}
