/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.namespace.QName;
import org.guestnet.model.XmlElement;

/** A hash of a libvirt network that formatting, its uuid, our metadata and libvirt's counters do not change. */
public final class NetworkHash {

    private NetworkHash() {}

    /** SHA-256 in hexadecimal digits. */
    public static String of(XmlElement network) {
        StringBuilder canonical = new StringBuilder();
        append(canonical, network.withoutChildren(c -> c.name().equals("uuid")));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The same, whatever the members of its pool and its metadata are. */
    public static String withoutMembers(XmlElement network) {
        List<XmlElement> forwards = network.all("forward").stream()
                .map(f -> f.without("dev").withoutChildren(c -> c.name().equals("interface")))
                .toList();
        return of(network.withoutChildren(
                        c -> c.name().equals("metadata") || c.name().equals("forward"))
                .withAll(forwards));
    }

    /** Each part with its length, so that no two elements have one text. */
    private static void append(StringBuilder out, XmlElement element) {
        if (isOurs(element)) {
            return;
        }
        out.append('<');
        part(out, expanded(element.qname()));
        Map<String, String> sorted = new TreeMap<>();
        element.attributes().forEach((name, value) -> sorted.put(expanded(name), value));
        sorted.remove("connections");
        sorted.forEach((name, value) -> part(part(out.append('@'), name), value));
        part(out.append('='), element.text());
        element.children().forEach(child -> append(out, child));
        out.append('>');
    }

    private static boolean isOurs(XmlElement element) {
        return element.qname().getNamespaceURI().equals(Namespaces.NETWORK)
                || element.name().equals("metadata")
                        && element.children().stream().allMatch(NetworkHash::isOurs);
    }

    private static StringBuilder part(StringBuilder out, String text) {
        return out.append(text.length()).append(':').append(text);
    }

    private static String expanded(QName name) {
        return name.getNamespaceURI().isEmpty() ? name.getLocalPart() : name.toString();
    }
}
