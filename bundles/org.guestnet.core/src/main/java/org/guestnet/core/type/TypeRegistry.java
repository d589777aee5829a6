/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.type;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.guestnet.api.NetworkTypeInfo;
import org.guestnet.api.NetworkTypeInfo.State;
import org.guestnet.api.NetworkTypes;
import org.guestnet.model.NetworkType;
import org.guestnet.spi.NetworkTypeProvider;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The providers of network types as they come and go; says of each whether it serves, and if not, why. */
@Component(service = {TypeRegistry.class, NetworkTypes.class})
public final class TypeRegistry implements NetworkTypes {

    /** Best first: highest ranking, then the oldest service, as OSGi itself orders services. */
    private static final Comparator<Registration> ORDER = Comparator.comparing(Registration::announced)
            .thenComparing(Registration::ranking, Comparator.reverseOrder())
            .thenComparing(Registration::serviceId);

    private final Registrations<Registration> registrations = new Registrations<>(ORDER);

    /**
     * One provider as it announced itself.
     *
     * @param provider the service
     * @param announced the value of its property, whatever it is
     * @param ranking its service ranking
     * @param serviceId its service id
     * @param bundle symbolic name and version of its bundle
     */
    public record Registration(
            NetworkTypeProvider provider, String announced, int ranking, long serviceId, String bundle) {

        Optional<NetworkType> type() {
            try {
                return Optional.of(new NetworkType(announced));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // shown by list() with the reason
            }
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindProvider(ServiceReference<NetworkTypeProvider> reference, NetworkTypeProvider provider) {
        Object announced = reference.getProperty(NetworkTypeProvider.NETWORK_TYPE_NAME);
        add(new Registration(
                provider,
                announced == null ? "" : announced.toString(),
                Registrations.ranking(reference),
                Registrations.id(reference),
                reference.getBundle().getSymbolicName() + " "
                        + reference.getBundle().getVersion()));
    }

    void unbindProvider(NetworkTypeProvider provider) {
        remove(provider);
    }

    /** Adds a provider. */
    public void add(Registration registration) {
        registrations.add(registration);
    }

    /** Removes a provider; one that is not there is ignored. */
    public void remove(NetworkTypeProvider provider) {
        registrations.remove(r -> r.provider() == provider);
    }

    /** The provider that serves a type; empty if there is none at the moment. */
    public Optional<NetworkTypeProvider> serving(NetworkType type) {
        return registrations.all().stream().filter(serves(type)).findFirst().map(Registration::provider);
    }

    /** Another number after each provider that came or went: what definitions mean may have changed. */
    public long generation() {
        return registrations.generation();
    }

    /** The types that are served at the moment. */
    public List<NetworkType> served() {
        return registrations.all().stream()
                .flatMap(r -> r.type().stream())
                .distinct()
                .toList();
    }

    @Override
    public List<NetworkTypeInfo> list() {
        List<Registration> snapshot = registrations.all();
        return snapshot.stream().map(r -> info(r, snapshot)).toList();
    }

    private static Predicate<Registration> serves(NetworkType type) {
        return r -> r.type().filter(type::equals).isPresent();
    }

    private static NetworkTypeInfo info(Registration r, List<Registration> all) {
        if (r.type().isEmpty()) {
            String reason = "its property " + NetworkTypeProvider.NETWORK_TYPE_NAME + " is '" + r.announced()
                    + "', which is no network type";
            return new NetworkTypeInfo(r.announced(), State.INVALID, r.bundle(), r.ranking(), reason);
        }
        Registration serving =
                all.stream().filter(serves(r.type().get())).findFirst().orElseThrow();
        return serving == r
                ? new NetworkTypeInfo(r.announced(), State.ACTIVE, r.bundle(), r.ranking(), "")
                : new NetworkTypeInfo(
                        r.announced(),
                        State.SHADOWED,
                        r.bundle(),
                        r.ranking(),
                        "shadowed by " + serving.bundle() + " of ranking " + serving.ranking());
    }
}
