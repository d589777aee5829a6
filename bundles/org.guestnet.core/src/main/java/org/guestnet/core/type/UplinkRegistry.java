/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.type;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.guestnet.spi.UplinkProvider;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The providers of tunnels as they come and go. Of several for one protocol the one of the highest ranking serves. Any thread. */
@Component(service = UplinkRegistry.class)
public final class UplinkRegistry {

    /** Best first: highest ranking, then the oldest service, as OSGi itself orders services. */
    private static final Comparator<Registration> ORDER =
            Comparator.comparing(Registration::ranking).reversed().thenComparing(Registration::serviceId);

    private final Registrations<Registration> registrations = new Registrations<>(ORDER);

    /**
     * One provider as it announced itself.
     *
     * @param provider the service
     * @param protocol the value of its property
     * @param ranking its service ranking
     * @param serviceId its service id
     */
    public record Registration(UplinkProvider provider, String protocol, int ranking, long serviceId) {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindProvider(ServiceReference<UplinkProvider> reference, UplinkProvider provider) {
        add(new Registration(
                provider,
                String.valueOf(reference.getProperty(UplinkProvider.UPLINK_PROTOCOL)),
                Registrations.ranking(reference),
                Registrations.id(reference)));
    }

    void unbindProvider(UplinkProvider provider) {
        remove(provider);
    }

    /** Adds a provider. */
    public void add(Registration registration) {
        registrations.add(registration);
    }

    /** Removes a provider; one that is not there is ignored. */
    public void remove(UplinkProvider provider) {
        registrations.remove(r -> r.provider() == provider);
    }

    /** Who makes tunnels of that protocol; empty if nobody does at the moment. */
    public Optional<UplinkProvider> serving(String protocol) {
        return registrations.all().stream()
                .filter(r -> r.protocol().equals(protocol))
                .map(Registration::provider)
                .findFirst();
    }

    /** The protocols that are served at the moment. */
    public List<String> served() {
        return registrations.all().stream()
                .map(Registration::protocol)
                .distinct()
                .sorted()
                .toList();
    }

    /** Another number after each provider that came or went. */
    public long generation() {
        return registrations.generation();
    }
}
