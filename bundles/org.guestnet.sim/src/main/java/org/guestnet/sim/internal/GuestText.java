/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MacAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.GuestDocuments;
import org.guestnet.xml.GuestIdentity;
import org.guestnet.xml.Xml;

/** What libvirt reads from a guest's document and writes into it. */
final class GuestText {

    private static final Map<String, Long> UNITS = Map.of(
            "b",
            1L,
            "KB",
            1_000L,
            "KiB",
            1L << 10,
            "MB",
            1_000_000L,
            "MiB",
            1L << 20,
            "GB",
            1_000_000_000L,
            "GiB",
            1L << 30);

    private GuestText() {}

    /** A document that was read. */
    record Read(String text, GuestIdentity identity, List<GuestInterface> interfaces) {}

    /** Reads a document as libvirt does when a guest is defined, and adds the UUID and addresses that it leaves out. */
    static Read read(String text, Hypervisor hypervisor, Randomness random, Refusals refusals)
            throws GuestnetException {
        try {
            XmlElement root = Xml.parse(text);
            requireType(root, hypervisor, refusals);
            String whole = isWhole(root) ? text : Texts.edit(text, r -> complete(r, random));
            return new Read(whole, GuestDocuments.identity(whole), GuestDocuments.interfaces(whole));
        } catch (GuestnetException e) {
            throw refusals.refused(e);
        }
    }

    private static void requireType(XmlElement root, Hypervisor hypervisor, Refusals refusals)
            throws GuestnetException {
        if (!root.name().equals("domain")) {
            throw refusals.refused(
                    "unexpected root element <%s>, expecting <domain>",
                    root.qname().getLocalPart());
        }
        Set<String> served = hypervisor == Hypervisor.LXC ? Set.of("lxc") : Set.of("qemu", "kvm");
        String type = root.attribute("type")
                .orElseThrow(() -> refusals.refused("Missing required attribute 'type' in element 'domain'"));
        if (!served.contains(type)) {
            throw refusals.refused("could not find capabilities for domaintype=%s", type);
        }
    }

    private static List<XmlElement> nics(XmlElement root) {
        return root.first("devices").map(d -> d.all("interface")).orElse(List.of());
    }

    private static boolean isWhole(XmlElement root) {
        return root.first("uuid").isPresent()
                && nics(root).stream().allMatch(i -> i.first("mac").isPresent());
    }

    private static XmlElement complete(XmlElement root, Randomness random) {
        XmlElement named = root.first("uuid").isPresent()
                ? root
                : root.with(XmlElement.of("uuid").withText(random.uuid().toString()));
        return mapNics(
                named,
                nic -> nic.first("mac").isPresent()
                        ? nic
                        : nic.with(XmlElement.of("mac").with("address", random.mac())));
    }

    private static XmlElement mapNics(XmlElement root, java.util.function.UnaryOperator<XmlElement> change) {
        return Texts.mapped(root, "devices", d -> Texts.mapped(d, "interface", change));
    }

    /** The document of the guest as it runs: each interface that a network resolved shows its port and plug. */
    static String live(String text, List<Link> links) throws GuestnetException {
        Map<String, Link> resolved = links.stream()
                .filter(l -> l.network().isPresent())
                .collect(Collectors.toMap(l -> l.mac().value(), Function.identity()));
        return Texts.edit(text, root -> mapNics(root, nic -> live(nic, resolved)));
    }

    private static XmlElement live(XmlElement nic, Map<String, Link> resolved) {
        Optional<Link> link = nic.first("mac")
                .flatMap(m -> m.attribute("address"))
                .map(mac -> resolved.get(mac.toLowerCase(java.util.Locale.ROOT)));
        return link.map(l -> Texts.mapped(nic.with("type", l.plug().type()), "source", s -> source(s, l)))
                .orElse(nic);
    }

    private static XmlElement source(XmlElement source, Link link) {
        XmlElement shown = source.with("portid", link.port().orElseThrow().toString());
        for (Map.Entry<String, String> attribute : link.plug().source().entrySet()) {
            shown = shown.with(attribute.getKey(), attribute.getValue());
        }
        return shown;
    }

    /** The document with one interface more. */
    static String with(String text, XmlElement nic) throws GuestnetException {
        return Texts.edit(text, root -> Texts.child(root, "devices", d -> d.with(nic)));
    }

    /** The document without the interface of that address. */
    static String without(String text, MacAddress mac) throws GuestnetException {
        return Texts.edit(text, root -> Texts.mapped(root, "devices", d -> d.withoutChildren(c -> isNic(c, mac))));
    }

    /** The document with that interface in the place of the one of that address. */
    static String replaced(String text, MacAddress mac, XmlElement nic) throws GuestnetException {
        return Texts.edit(text, root -> mapNics(root, old -> isNic(old, mac) ? nic : old));
    }

    private static boolean isNic(XmlElement device, MacAddress mac) {
        return device.name().equals("interface")
                && device.first("mac")
                        .flatMap(m -> m.attribute("address"))
                        .filter(mac.value()::equalsIgnoreCase)
                        .isPresent();
    }

    /** The guest's memory in bytes. */
    static long memory(String text) throws GuestnetException {
        Optional<XmlElement> memory = Xml.parse(text).first("memory");
        Supplier<Long> none = () -> 1L << 30;
        return memory.filter(m -> m.text().matches("[0-9]{1,12}"))
                .map(m -> Long.parseLong(m.text())
                        * UNITS.getOrDefault(m.attribute("unit").orElse("KiB"), 1L << 10))
                .orElseGet(none);
    }

    /** The attributes of an interface's source as those of a plug. */
    static Map<String, String> source(XmlElement nic) {
        return nic.first("source").map(XmlElement::attributes).orElse(Map.of()).entrySet().stream()
                .filter(e -> e.getKey().getNamespaceURI().isEmpty())
                .collect(Collectors.toMap(e -> local(e.getKey()), Map.Entry::getValue));
    }

    private static String local(QName name) {
        return name.getLocalPart();
    }
}
