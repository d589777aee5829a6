/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows one network type. Registered as an OSGi service with the property {@value #NETWORK_TYPE_NAME}; the annotation
 * {@link NetworkTypeName} sets it.
 *
 * <p>Called from any thread, several at once. Must be pure: no I/O, equal input gives an equal answer, within 100 ms. It may come
 * and go while guests run: its networks are then reported as {@code TYPE_MISSING}, guests stay, and all heals when it returns.
 * If several providers name one type, the one with the highest service ranking serves and the others are listed as shadowed.
 */
@ConsumerType
public interface NetworkTypeProvider {

    /**
     * Service property: the network type that is served, a {@code String} that {@link org.guestnet.model.NetworkType} accepts. A
     * provider without it, or with an invalid value, is not used; {@code net:types} shows it with the reason.
     */
    String NETWORK_TYPE_NAME = "org.guestnet.network.type.name";

    /**
     * Reads a definition of this type.
     *
     * @param definition its {@link NetworkDefinition#type()} is the type that this provider serves
     * @return the definition understood, or all that is wrong with it at once, each finding at its place
     */
    Reading<DefinedNetwork> read(NetworkDefinition definition);
}
