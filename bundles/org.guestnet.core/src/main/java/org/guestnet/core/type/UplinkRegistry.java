/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.type;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.guestnet.spi.UplinkProvider;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The providers of tunnels as they come and go. Of several for one protocol the one of the highest ranking serves. Any thread. */
@Component(service = UplinkRegistry.class)
public final class UplinkRegistry {

    private final Map<ServiceReference<UplinkProvider>, UplinkProvider> providers =
            new ConcurrentSkipListMap<>(Comparator.reverseOrder()); // as OSGi itself orders services: the best first
    private final AtomicLong generation = new AtomicLong();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindProvider(ServiceReference<UplinkProvider> reference, UplinkProvider provider) {
        providers.put(reference, provider);
        generation.incrementAndGet();
    }

    void unbindProvider(ServiceReference<UplinkProvider> reference) {
        providers.remove(reference);
        generation.incrementAndGet();
    }

    /** Who makes tunnels of that protocol; empty if nobody does at the moment. */
    public Optional<UplinkProvider> serving(String protocol) {
        return providers.entrySet().stream()
                .filter(e -> protocol.equals(e.getKey().getProperty(UplinkProvider.UPLINK_PROTOCOL)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The protocols that are served at the moment. */
    public List<String> served() {
        return providers.keySet().stream()
                .map(r -> String.valueOf(r.getProperty(UplinkProvider.UPLINK_PROTOCOL)))
                .distinct()
                .sorted()
                .toList();
    }

    /** Another number after each provider that came or went. */
    public long generation() {
        return generation.get();
    }
}
