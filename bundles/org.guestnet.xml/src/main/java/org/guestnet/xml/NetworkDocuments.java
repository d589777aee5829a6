/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.xml.internal.DefinitionReader;
import org.guestnet.xml.internal.LibvirtNetworkReader;
import org.guestnet.xml.internal.NetworkHash;
import org.guestnet.xml.internal.NetworkPublisher;

/** Network definitions in either dialect, and the libvirt networks that keep them. */
public final class NetworkDocuments {

    private NetworkDocuments() {}

    /**
     * Reads a definition. Its type is the root's {@code type}, else what libvirt makes of its {@code <forward>}.
     *
     * @param text the document as the administrator wrote it
     * @return the definition; what its type demands is checked by the type's provider
     * @throws GuestnetException with code {@code XML_INVALID}, {@code XML_TOO_LARGE}, or {@code DEFINITION_INVALID} for each thing
     *     that is wrong with its root, name, type, segment or forward mode
     */
    public static NetworkDefinition read(String text) throws GuestnetException {
        return DefinitionReader.read(text);
    }

    /**
     * Makes the document that is defined on a host.
     *
     * @param definition what is published
     * @param original its document; kept whole inside the metadata
     * @param libvirtNetwork the {@code <network>} in libvirt's dialect; its name, uuid and metadata are replaced, and what only
     *     Guestnet understands ({@code type}, {@code <source>}, {@code <tunnel>}, {@code <segment>}, foreign namespaces other than
     *     libvirt's own) is left out
     * @param uuid the network's UUID: the one that the host has, if it has one
     * @param hash kept with the original; empty to learn the hash first from what the host reads back
     * @return the libvirt document; foreign metadata of the original stays in its metadata
     * @throws GuestnetException if the original is not XML
     */
    public static String publish(
            NetworkDefinition definition, String original, XmlElement libvirtNetwork, UUID uuid, Optional<String> hash)
            throws GuestnetException {
        return NetworkPublisher.publish(definition.name(), definition.type(), original, libvirtNetwork, uuid, hash);
    }

    /**
     * The definition that a libvirt network keeps.
     *
     * @param libvirtXml a libvirt network
     * @return what was published; empty if it was not Guestnet that made it
     * @throws GuestnetException if it is not XML
     */
    public static Optional<Published> published(String libvirtXml) throws GuestnetException {
        return NetworkPublisher.published(libvirtXml);
    }

    /**
     * A hash of what a libvirt network means: it changes if somebody edits the network, and not if somebody only formats it, nor with
     * its uuid, our metadata or libvirt's counters. Compare hashes of what one host returned: libvirt adds elements of its own
     * to what it was given.
     *
     * @param libvirtXml a libvirt network
     * @return SHA-256 in 64 hexadecimal digits
     * @throws GuestnetException if it is not XML
     */
    public static String hash(String libvirtXml) throws GuestnetException {
        return NetworkHash.of(Xml.parse(libvirtXml));
    }

    /**
     * The same without the members of a pool and without any metadata: it tells whether a running network and its configuration differ in
     * more than what can be changed while it runs.
     *
     * @param libvirtXml a libvirt network
     * @return SHA-256 in 64 hexadecimal digits
     * @throws GuestnetException if it is not XML
     */
    public static String hashWithoutMembers(String libvirtXml) throws GuestnetException {
        return NetworkHash.withoutMembers(Xml.parse(libvirtXml));
    }

    /**
     * Reads a libvirt network as libvirt itself writes it.
     *
     * @param libvirtXml configuration or live XML
     * @return what it says
     * @throws GuestnetException with code {@code DEFINITION_INVALID} if a name or number in it cannot be one, or as {@link #read}
     */
    public static LibvirtNetwork libvirtNetwork(String libvirtXml) throws GuestnetException {
        return LibvirtNetworkReader.read(libvirtXml);
    }
}
