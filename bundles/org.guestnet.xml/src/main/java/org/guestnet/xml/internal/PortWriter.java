/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.List;
import javax.xml.namespace.QName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.Xml;
import org.guestnet.xml.internal.jaxb.GuestInterfaceXml.MacXml;
import org.guestnet.xml.internal.jaxb.PortXml;

/** Writes a port for libvirt. */
public final class PortWriter {

    private PortWriter() {}

    /** Writes it. */
    public static String write(Port port) {
        PortXml xml = new PortXml();
        xml.uuid = port.id().toString();
        xml.owner = new PortXml.OwnerXml();
        xml.owner.name = port.ownerName();
        xml.owner.uuid = port.ownerId().toString();
        xml.group = port.portgroup().orElse(null);
        xml.mac = new MacXml();
        xml.mac.address = port.mac().value();
        xml.plug = port.plug().map(PortWriter::plug).orElse(null);
        String written = PortReader.BINDING.write(xml);
        return port.options().isEmpty() ? written : ElementWriter.write(withOptions(written, port));
    }

    private static XmlElement withOptions(String written, Port port) {
        try {
            XmlElement root = Xml.parse(written);
            List<XmlElement> plug = root.all("plug");
            return root.withoutChildren(plug::contains).withAll(port.options()).withAll(plug); // libvirt's own order
        } catch (GuestnetException e) {
            throw new IllegalStateException("what was just written cannot be read", e);
        }
    }

    private static PortXml.PlugXml plug(Plug plug) {
        PortXml.PlugXml xml = new PortXml.PlugXml();
        xml.type = plug.type();
        plug.source().forEach((name, value) -> xml.source.put(new QName(name), value));
        return xml;
    }
}
