/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import java.util.List;
import java.util.Map;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Plug;
import org.guestnet.xml.internal.GuestConnector;
import org.guestnet.xml.internal.GuestMask;
import org.guestnet.xml.internal.GuestReader;

/** A guest's domain XML. */
public final class GuestDocuments {

    private GuestDocuments() {}

    /**
     * Reads the interfaces of a guest.
     *
     * @param domainXml persistent or live
     * @return in document order. In live XML an interface keeps its network beside the resolved type; an interface that
     *     {@link #connect} resolved has the network that was recorded.
     * @throws GuestnetException with code {@code XML_INVALID} for each thing that is wrong, also an interface without MAC address and
     *     two with the same, or {@code XML_TOO_LARGE}
     */
    public static List<GuestInterface> interfaces(String domainXml) throws GuestnetException {
        return GuestReader.of(domainXml).interfaces();
    }

    /**
     * The devices of its host, other than interfaces, that a guest has for itself and that libvirt does not let it leave behind when it
     * migrates: all but USB devices, and those that are told to be transient.
     *
     * @param domainXml persistent or live
     * @return in words, in document order: {@code pci 0000:3b:02.1}
     * @throws GuestnetException as {@link #interfaces}
     */
    public static List<String> held(String domainXml) throws GuestnetException {
        return domainXml.contains("<hostdev") ? GuestReader.of(domainXml).held() : List.of();
    }

    /**
     * Which guest it is.
     *
     * @param domainXml persistent or live, as libvirt writes it: with a UUID
     * @return its UUID and name
     * @throws GuestnetException as {@link #interfaces}
     */
    public static GuestIdentity identity(String domainXml) throws GuestnetException {
        return GuestReader.of(domainXml).identity();
    }

    /**
     * Plugs interfaces into a host: their {@code type} and {@code <source>} become the plug's, and MAC address, network and portgroup
     * are recorded in {@code <metadata>} ({@code urn:guestnet:guest:1}). Nothing else of the text changes, not a character. Doing it
     * again changes nothing.
     *
     * @param domainXml persistent XML; read with the flag SECURE, or the guest loses its passwords
     * @param plugs by the MAC address of the interface
     * @return the document to start the guest with
     * @throws IllegalArgumentException if the guest has no interface of such a MAC address
     * @throws GuestnetException as {@link #interfaces}
     */
    public static String connect(String domainXml, Map<MacAddress, Plug> plugs) throws GuestnetException {
        return plugs.isEmpty() ? domainXml : GuestConnector.connect(domainXml, plugs);
    }

    /**
     * Makes a document fit to be shown, logged or kept: passwords of consoles and their expiry, cookies, and what looks like a secret
     * in QEMU's own arguments and environment become {@code ***}. All else stays as it is.
     *
     * @param domainXml any domain XML
     * @return the document without secrets
     * @throws GuestnetException with code {@code XML_INVALID} or {@code XML_TOO_LARGE}; it never quotes values of the document
     */
    public static String masked(String domainXml) throws GuestnetException {
        return GuestMask.masked(domainXml);
    }
}
