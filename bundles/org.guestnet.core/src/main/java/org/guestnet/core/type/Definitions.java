/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.type;

import java.util.List;
import java.util.function.Supplier;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkType;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.Reading;
import org.guestnet.xml.NetworkDocuments;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents understood: parsed once, read by their provider once, kept while they are used. Guards every call into a provider: one
 * that throws is a finding, never a failure of ours.
 */
@Component(service = Definitions.class)
public final class Definitions {

    private static final Logger LOG = LoggerFactory.getLogger(Definitions.class);

    private final TypeRegistry types;
    private final Kept<ReadOnce> known = new Kept<>(xml -> new ReadOnce(NetworkDocuments.read(xml)));

    /** @param types who serves which type */
    @Activate
    public Definitions(@Reference TypeRegistry types) {
        this.types = types;
    }

    /** A document of either dialect as a definition. @throws GuestnetException all that is wrong with it */
    public NetworkDefinition parse(String xml) throws GuestnetException {
        return known.of(xml);
    }

    /** Whether the definition's type is served at the moment. */
    public boolean isServed(NetworkDefinition definition) {
        return types.serving(definition.type()).isPresent();
    }

    /** See {@link TypeRegistry#generation}. */
    public long generation() {
        return types.generation();
    }

    /** What the provider of its type makes of a definition; a refusal with {@code TYPE_MISSING} if there is none. */
    public Reading<DefinedNetwork> read(NetworkDefinition definition) {
        return types.serving(definition.type())
                .map(p -> read(p, definition))
                .orElseGet(() -> typeMissing(definition.type()));
    }

    private static Reading<DefinedNetwork> read(NetworkTypeProvider provider, NetworkDefinition definition) {
        return definition instanceof ReadOnce once ? once.by(provider) : readNow(provider, definition);
    }

    static Reading<DefinedNetwork> readNow(NetworkTypeProvider provider, NetworkDefinition definition) {
        return guarded(definition.type(), () -> provider.read(definition), f -> Reading.refused(List.of(f)));
    }

    private Reading<DefinedNetwork> typeMissing(NetworkType type) {
        return Reading.refused(List.of(Finding.blocker(
                Codes.TYPE_MISSING,
                "no provider of network type '" + type + "' is installed",
                "install the bundle that brings it; net:types lists what is there: " + types.served())));
    }

    /**
     * Calls into a provider.
     *
     * @param broken what to answer when it throws or answers null
     */
    public static <T> T guarded(NetworkType type, Supplier<T> call, java.util.function.Function<Finding, T> broken) {
        try {
            T answer = call.get();
            return answer != null ? answer : broken.apply(brokenProvider(type, "it answered null"));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The provider of network type '{}' failed", type, e);
            return broken.apply(brokenProvider(type, "it threw " + e));
        }
    }

    private static Finding brokenProvider(NetworkType type, String how) {
        return Finding.blocker(
                Codes.PROVIDER_FAILED,
                "the provider of network type '" + type + "' broke its contract: " + how,
                "see net:types for the bundle that brings it, and its log");
    }
}
