/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import javax.xml.namespace.QName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
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
        return PortReader.BINDING.write(xml);
    }

    private static PortXml.PlugXml plug(Plug plug) {
        PortXml.PlugXml xml = new PortXml.PlugXml();
        xml.type = plug.type();
        plug.source().forEach((name, value) -> xml.source.put(new QName(name), value));
        return xml;
    }
}
