/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.xml.namespace.QName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.GuestIdentity;
import org.guestnet.xml.Xml;
import org.guestnet.xml.internal.jaxb.GuestInterfaceXml;
import org.guestnet.xml.internal.jaxb.SourceXml;

/** Reads a guest's domain XML. */
public final class GuestReader {

    static final Binding<GuestInterfaceXml> BINDING = new Binding<>(GuestInterfaceXml.class);
    private static final QName GUEST = new QName(Namespaces.GUEST, "guest");
    private static final String REMEDY = "give the XML as libvirt writes it: virsh dumpxml GUEST";

    private final Findings findings = Findings.ofDocument();
    private final XmlElement root;

    private GuestReader(XmlElement root) {
        this.root = root;
    }

    /** Parses a document. @throws GuestnetException if it is not a domain's */
    public static GuestReader of(String text) throws GuestnetException {
        GuestReader reader = new GuestReader(Xml.parse(text));
        if (!reader.root.name().equals("domain")) {
            reader.findings.add(
                    reader.root,
                    "the document is a <" + reader.root.qname().getLocalPart() + ">, not a <domain>",
                    REMEDY);
        }
        reader.findings.check();
        return reader;
    }

    /** Which guest it is. @throws GuestnetException if it does not say */
    public GuestIdentity identity() throws GuestnetException {
        Optional<UUID> uuid = findings.value(root, text("uuid"), UUID::fromString, REMEDY);
        Optional<GuestName> name = findings.value(root, text("name"), GuestName::new, REMEDY);
        findings.check();
        return new GuestIdentity(uuid.orElseThrow(), name.orElseThrow());
    }

    private String text(String child) {
        return root.first(child).map(XmlElement::text).orElse("");
    }

    /** Its interfaces. @throws GuestnetException with all that is wrong */
    public List<GuestInterface> interfaces() throws GuestnetException {
        Map<String, XmlElement> recorded = recorded();
        List<GuestInterface> found = new ArrayList<>();
        Set<MacAddress> known = new HashSet<>();
        for (XmlElement nic : root.all("devices").stream()
                .flatMap(d -> d.all("interface").stream())
                .toList()) {
            read(nic, recorded).ifPresent(read -> {
                found.add(read);
                if (!known.add(read.mac())) {
                    findings.add(
                            nic, "two interfaces have the MAC address " + read.mac(), "give each interface its own");
                }
            });
        }
        findings.check();
        return List.copyOf(found);
    }

    /** The devices of its host that it has for itself and cannot leave behind. */
    public List<String> held() {
        return root.all("devices").stream()
                .flatMap(d -> d.all("hostdev").stream())
                .filter(h -> !h.attribute("type").orElse("").equals("usb"))
                .filter(h -> h.first("teaming")
                        .flatMap(t -> t.attribute("type"))
                        .filter("transient"::equals)
                        .isEmpty())
                .map(HeldDevice::describe)
                .toList();
    }

    /** What Guestnet recorded when it resolved interfaces, by MAC address. */
    private Map<String, XmlElement> recorded() {
        Map<String, XmlElement> byMac = new HashMap<>();
        root.first("metadata").stream()
                .flatMap(m -> m.children().stream())
                .filter(c -> c.qname().equals(GUEST))
                .flatMap(g -> g.children().stream())
                .forEach(nic -> byMac.put(nic.attribute("mac").orElse(""), nic));
        return byMac;
    }

    private Optional<GuestInterface> read(XmlElement nic, Map<String, XmlElement> recorded) {
        GuestInterfaceXml xml = BINDING.read(nic);
        String address = Optional.ofNullable(xml.mac).map(m -> m.address).orElse("");
        String type = Optional.ofNullable(xml.type).orElse("");
        SourceXml source = Optional.ofNullable(xml.source).orElseGet(SourceXml::new);
        Optional<MacAddress> mac = findings.value(nic, address, MacAddress::new, REMEDY);
        Optional<XmlElement> record = mac.map(MacAddress::value).map(recorded::get);
        Optional<NetworkName> network = findings.value(
                nic,
                Optional.ofNullable(source.network).or(() -> record.flatMap(r -> r.attribute("network"))),
                NetworkName::new,
                REMEDY);
        Optional<UUID> portId = findings.value(nic, Optional.ofNullable(source.portid), UUID::fromString, REMEDY);
        Optional<Plug> plug = plug(nic, type, source);
        return mac.map(m -> new GuestInterface(
                m,
                type,
                network,
                Optional.ofNullable(source.portgroup).or(() -> record.flatMap(r -> r.attribute("portgroup"))),
                plug,
                portId,
                nic));
    }

    /** An interface that only names its network is not plugged yet. */
    private Optional<Plug> plug(XmlElement nic, String type, SourceXml source) {
        Map<String, String> attributes = new HashMap<>();
        source.others.forEach((name, value) -> {
            if (name.getNamespaceURI().isEmpty()) {
                attributes.put(name.getLocalPart(), value);
            }
        });
        return type.equals("network") && attributes.isEmpty()
                ? Optional.empty()
                : findings.value(nic, type, t -> Plug.of(t, attributes), REMEDY);
    }
}
