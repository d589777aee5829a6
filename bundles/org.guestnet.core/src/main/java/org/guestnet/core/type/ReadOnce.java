/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.type;

import java.util.Optional;
import javax.xml.transform.Source;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkProvider;

/** A definition that remembers what its provider made of it, as long as the same provider serves. */
final class ReadOnce implements NetworkDefinition {

    private record ReadBy(NetworkTypeProvider provider, Reading<DefinedNetwork> reading) {}

    private record UplinkReadBy(UplinkProvider provider, Reading<Uplink> reading) {}

    private final NetworkDefinition definition;
    private volatile UplinkReadBy lastUplink; // null until it is read
    private volatile ReadBy last; // null until it is read; two threads may read it twice, with equal answers

    ReadOnce(NetworkDefinition definition) {
        this.definition = definition;
    }

    Reading<DefinedNetwork> by(NetworkTypeProvider provider) {
        ReadBy known = last;
        if (known == null || known.provider() != provider) {
            known = new ReadBy(provider, Definitions.readNow(provider, definition));
            last = known;
        }
        return known.reading();
    }

    /** The same for its tunnel. */
    Reading<Uplink> by(UplinkProvider provider, XmlElement tunnel) {
        UplinkReadBy known = lastUplink;
        if (known == null || known.provider() != provider) {
            known = new UplinkReadBy(provider, Definitions.readNow(provider, definition, tunnel));
            lastUplink = known;
        }
        return known.reading();
    }

    @Override
    public NetworkName name() {
        return definition.name();
    }

    @Override
    public NetworkType type() {
        return definition.type();
    }

    @Override
    public Optional<String> segment() {
        return definition.segment();
    }

    @Override
    public XmlElement root() {
        return definition.root();
    }

    @Override
    public Source asSource() {
        return definition.asSource();
    }
}
