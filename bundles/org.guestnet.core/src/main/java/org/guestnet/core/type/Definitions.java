/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.type;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkType;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkProvider;
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

    private static final String TUNNEL = "tunnel";

    private final TypeRegistry types;
    private final UplinkRegistry uplinks;
    private final Kept<ReadOnce> known = new Kept<>(xml -> new ReadOnce(NetworkDocuments.read(xml)));

    /** Without tunnels. @param types who serves which type */
    public Definitions(TypeRegistry types) {
        this(types, new UplinkRegistry());
    }

    /**
     * Its parts.
     *
     * @param types who serves which type
     * @param uplinks who makes which tunnels
     */
    @Activate
    public Definitions(@Reference TypeRegistry types, @Reference UplinkRegistry uplinks) {
        this.types = types;
        this.uplinks = uplinks;
    }

    /** A document of either dialect as a definition. @throws GuestnetException all that is wrong with it */
    public NetworkDefinition parse(String xml) throws GuestnetException {
        return known.of(xml);
    }

    /** Whether the definition's type is served at the moment. */
    public boolean isServed(NetworkDefinition definition) {
        return types.serving(definition.type()).isPresent();
    }

    /** Another number after each provider that came or went: what definitions mean may have changed. */
    public long generation() {
        return types.generation() + uplinks.generation();
    }

    /** The tunnel of a definition; empty if it has none, a refusal with {@code UPLINK_MISSING} if nobody makes tunnels of its protocol. */
    public Optional<Reading<Uplink>> uplink(NetworkDefinition definition) {
        return definition.root().first(TUNNEL).map(tunnel -> uplink(definition, tunnel));
    }

    private Reading<Uplink> uplink(NetworkDefinition definition, XmlElement tunnel) {
        String protocol = tunnel.attribute("protocol").orElse(UplinkProvider.DEFAULT_PROTOCOL);
        return uplinks.serving(protocol)
                .map(p -> definition instanceof ReadOnce once ? once.by(p, tunnel) : readNow(p, definition, tunnel))
                .orElseGet(() -> uplinkMissing(protocol, tunnel));
    }

    static Reading<Uplink> readNow(UplinkProvider provider, NetworkDefinition definition, XmlElement tunnel) {
        return guarded(definition.type(), () -> provider.read(definition, tunnel), f -> Reading.refused(List.of(f)));
    }

    private Reading<Uplink> uplinkMissing(String protocol, XmlElement tunnel) {
        return Reading.refused(List.of(Finding.blocker(
                        Codes.UPLINK_MISSING,
                        "nobody makes tunnels of protocol '" + protocol + "'",
                        "install the bundle that does; protocols now: " + uplinks.served())
                .at(tunnel.place())));
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
