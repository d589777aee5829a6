/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import jakarta.xml.bind.Binder;
import jakarta.xml.bind.JAXBException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.namespace.QName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Plug;
import org.guestnet.xml.internal.jaxb.GuestInterfaceXml;
import org.guestnet.xml.internal.jaxb.SourceXml;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Changes the type and source of one interface; all else of it is kept by JAXB's Binder. */
final class InterfacePlugger {

    private InterfacePlugger() {}

    /** The interface with the plug; empty if it has it already. */
    static Optional<String> plug(SourceElement nic, Plug plug) {
        if (isPlugged(nic, plug)) {
            return Optional.empty();
        }
        try {
            Element element = FragmentBuilder.parse(nic.standalone());
            Binder<Node> binder = GuestReader.BINDING.binder();
            GuestInterfaceXml xml =
                    binder.unmarshal(element, GuestInterfaceXml.class).getValue();
            xml.type = plug.type();
            xml.source = source(plug);
            binder.updateXML(xml);
            return Optional.of(nic.asWritten(ElementWriter.write(element)));
        } catch (JAXBException | GuestnetException e) {
            throw new IllegalStateException("a part of a well-formed document cannot be bound: " + e.getMessage(), e);
        }
    }

    private static boolean isPlugged(SourceElement nic, Plug plug) {
        List<SourceElement> sources = nic.children("source");
        Map<String, String> attributes = new TreeMap<>();
        sources.forEach(s -> s.tag().attributes().forEach(a -> attributes.put(a.name(), a.value())));
        return nic.tag().attribute("type").equals(Optional.of(plug.type()))
                && attributes.equals(plug.source())
                && sources.stream().allMatch(s -> s.children().isEmpty());
    }

    private static SourceXml source(Plug plug) {
        if (plug.source().isEmpty()) {
            return null;
        }
        SourceXml source = new SourceXml();
        plug.source().forEach((name, value) -> {
            switch (name) {
                case "network" -> source.network = value;
                case "portgroup" -> source.portgroup = value;
                case "portid" -> source.portid = value;
                default -> source.others.put(new QName(name), value);
            }
        });
        return source;
    }
}
