/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Place;
import org.guestnet.model.Plug;

/** Plugs interfaces of a guest into a host and records which network each had named. */
public final class GuestConnector {

    private final SourceText text;
    private final Map<MacAddress, SourceElement> nics = new LinkedHashMap<>();
    private final Splice splice = new Splice();

    private GuestConnector(SourceText text) {
        this.text = text;
    }

    /** Connects them. @throws GuestnetException if the document is not a domain's or a MAC address is there twice */
    public static String connect(String domainXml, Map<MacAddress, Plug> plugs) throws GuestnetException {
        GuestConnector connector = new GuestConnector(SourceText.of(domainXml));
        connector.find();
        TreeSet<MacAddress> unknown = new TreeSet<>(plugs.keySet());
        unknown.removeAll(connector.nics.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the guest has no interface with the MAC address " + unknown);
        }
        return connector.connect(plugs);
    }

    private void find() throws GuestnetException {
        if (!text.root().name().toString().equals("domain")) {
            throw refused("the document is not a <domain>", "give the XML of a guest", text.root(), "/");
        }
        List<SourceElement> found = text.all("devices", "interface");
        for (int i = 0; i < found.size(); i++) {
            SourceElement nic = found.get(i);
            String path = "/domain/devices[1]/interface[" + (i + 1) + "]";
            MacAddress mac = mac(nic, path);
            if (nics.putIfAbsent(mac, nic) != null) {
                throw refused("two interfaces have the MAC address " + mac, "give each interface its own", nic, path);
            }
        }
    }

    private MacAddress mac(SourceElement nic, String path) throws GuestnetException {
        String address = nic.children("mac").stream()
                .findFirst()
                .flatMap(m -> m.tag().attribute("address"))
                .orElse("");
        try {
            return new MacAddress(address);
        } catch (IllegalArgumentException e) {
            throw refused(
                    e.getMessage(), "give the XML as libvirt writes it: virsh dumpxml --inactive GUEST", nic, path);
        }
    }

    private GuestnetException refused(String detail, String remedy, SourceElement at, String path) {
        return new GuestnetException(
                Finding.blocker(Codes.XML_INVALID, detail, remedy).at(new Place(text.line(at.start()), path)));
    }

    private String connect(Map<MacAddress, Plug> plugs) {
        GuestRecords records = GuestRecords.in(text);
        nics.forEach((mac, nic) -> Optional.ofNullable(plugs.get(mac)).ifPresent(plug -> {
            records.put(mac, nic.children("source"));
            InterfacePlugger.plug(nic, plug).ifPresent(changed -> splice.replace(nic.start(), nic.end(), changed));
        }));
        records.retain(nics.keySet());
        records.write(text, splice);
        return splice.in(text.text());
    }
}
