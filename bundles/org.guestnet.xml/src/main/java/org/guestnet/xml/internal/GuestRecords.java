/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.guestnet.model.MacAddress;

/** What our metadata in a guest says: which network each resolved interface had named. */
final class GuestRecords {

    private record Named(Optional<String> network, Optional<String> portgroup) {}

    private static final String GUEST = "{" + Namespaces.GUEST + "}guest";
    private static final String INTERFACE = "{" + Namespaces.GUEST + "}interface";

    private final Map<String, Named> byMac = new TreeMap<>();

    private GuestRecords() {}

    /** Those of a document. */
    static GuestRecords in(SourceText text) {
        GuestRecords records = new GuestRecords();
        text.all("metadata", GUEST, INTERFACE)
                .forEach(nic -> nic.tag().attribute("mac").ifPresent(mac -> records.byMac.put(mac, named(nic))));
        return records;
    }

    private static Named named(SourceElement element) {
        return new Named(element.tag().attribute("network"), element.tag().attribute("portgroup"));
    }

    /** Records what a source names. One that names no network leaves what was recorded before. */
    void put(MacAddress mac, List<SourceElement> sources) {
        sources.stream()
                .map(GuestRecords::named)
                .filter(n -> n.network().isPresent())
                .findFirst()
                .ifPresent(named -> byMac.put(mac.value(), named));
    }

    /** Forgets interfaces that the guest has no more. */
    void retain(Set<MacAddress> macs) {
        byMac.keySet().retainAll(macs.stream().map(MacAddress::value).toList());
    }

    /** Brings our metadata in a document to what is recorded; all other metadata stays. */
    void write(SourceText text, Splice splice) {
        Optional<SourceElement> ours = text.first("metadata", GUEST);
        Optional<SourceElement> metadata = text.first("metadata");
        if (ours.isPresent()) {
            if (!in(text).byMac.equals(byMac)) {
                splice.replace(ours.get().start(), ours.get().end(), element());
            }
        } else if (!byMac.isEmpty() && metadata.filter(m -> !m.isEmptyTag()).isPresent()) {
            int end = metadata.get().contentEnd();
            splice.replace(end, end, "  " + element() + "\n  ");
        } else if (!byMac.isEmpty()) {
            insert(text, metadata, splice);
        }
    }

    private void insert(SourceText text, Optional<SourceElement> empty, Splice splice) {
        String metadata = "<metadata>\n    " + element() + "\n  </metadata>";
        if (empty.isPresent()) {
            splice.replace(empty.get().start(), empty.get().end(), metadata);
            return;
        }
        int after = text.first("uuid")
                .or(() -> text.first("name"))
                .map(SourceElement::end)
                .orElse(text.root().contentStart());
        splice.replace(after, after, "\n  " + metadata);
    }

    private String element() {
        StringBuilder out = new StringBuilder("<guestnet:guest xmlns:guestnet=\"" + Namespaces.GUEST + "\">");
        byMac.forEach((mac, named) -> {
            out.append("\n      <guestnet:interface mac=\"").append(mac).append('"');
            named.network().ifPresent(n -> out.append(attribute("network", n)));
            named.portgroup().ifPresent(p -> out.append(attribute("portgroup", p)));
            out.append("/>");
        });
        return out.append("\n    </guestnet:guest>").toString();
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + StartTag.escaped(value) + "\"";
    }
}
