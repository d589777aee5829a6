/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import java.util.List;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.internal.PortReader;
import org.guestnet.xml.internal.PortWriter;

/** libvirt's {@code <networkport>}. */
public final class PortDocuments {

    private PortDocuments() {}

    /**
     * Reads a port.
     *
     * @param portXml a document of virNetworkPortGetXMLDesc
     * @param network the network that it was asked of; the document does not say
     * @return the port; its plug has the attributes of libvirt's {@code <plug>} other than its type. A hostdev plug has none: its
     *     address is an element.
     * @throws GuestnetException with code {@code XML_INVALID} for each thing that is wrong, or {@code XML_TOO_LARGE}
     */
    public static Port read(String portXml, NetworkName network) throws GuestnetException {
        return PortReader.read(portXml, network);
    }

    /**
     * Writes a port for virNetworkPortCreateXML: without plug libvirt chooses one, with a plug the flag RECLAIM is needed.
     *
     * @param port the port
     * @return the document
     */
    public static String write(Port port) {
        return PortWriter.write(port);
    }

    /**
     * What a guest interface asks of its port beyond the plug, as the port's own elements: for a port that is made, or made again, for
     * it.
     *
     * @param nic of a live document if the port is made again: there libvirt shows what it made of guest, portgroup and network
     * @return elements as of {@link Port#options()}
     */
    public static List<XmlElement> options(GuestInterface nic) {
        return PortReader.options(nic.element());
    }
}
