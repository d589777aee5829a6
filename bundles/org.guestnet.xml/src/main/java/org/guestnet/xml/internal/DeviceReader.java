/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.Xml;
import org.guestnet.xml.internal.jaxb.HostDeviceXml;

/** Reads a host's device that libvirt wrote, and its members. */
public final class DeviceReader {

    private static final Binding<HostDeviceXml> BINDING = new Binding<>(HostDeviceXml.class);
    private static final String REMEDY = "libvirt writes no such interface; look at it with virsh iface-dumpxml";

    private final Findings findings = Findings.ofDocument();
    private final List<HostDevice> devices = new ArrayList<>();
    private final XmlElement root;

    private DeviceReader(XmlElement root) {
        this.root = root;
    }

    /** Reads it. @throws GuestnetException with all that is wrong */
    public static List<HostDevice> read(String text) throws GuestnetException {
        DeviceReader reader = new DeviceReader(Xml.parse(text));
        if (!reader.root.name().equals("interface")) {
            reader.findings.add(
                    reader.root,
                    "the document is a <" + reader.root.qname().getLocalPart() + ">, not an <interface>",
                    REMEDY);
        }
        reader.findings.check();
        reader.add(BINDING.read(reader.root), Optional.empty());
        reader.findings.check();
        return List.copyOf(reader.devices);
    }

    private void add(HostDeviceXml xml, Optional<DeviceName> master) {
        Optional<DeviceName> name = findings.value(root, String.valueOf(xml.name), DeviceName::new, REMEDY);
        Optional<Integer> mtu =
                findings.value(root, Optional.ofNullable(xml.mtu).map(m -> m.size), Integer::valueOf, REMEDY);
        name.map(n -> HostDevice.of(n, Optional.ofNullable(xml.type).orElse("ethernet")))
                .map(d -> link(xml).map(d::withLinkUp).orElse(d))
                .map(d -> d.linkUp().orElse(false) ? d.withAdminUp(true) : d)
                .map(d -> xml.mac == null || xml.mac.address == null ? d : d.withMac(xml.mac.address))
                .map(d -> mtu.map(d::withMtu).orElse(d))
                .map(d -> master.map(d::withMaster).orElse(d))
                .ifPresent(devices::add);
        Stream.of(Optional.ofNullable(xml.bridge), Optional.ofNullable(xml.bond))
                .flatMap(Optional::stream)
                .flatMap(m -> m.members.stream())
                .forEach(member -> add(member, name));
    }

    private static Optional<Boolean> link(HostDeviceXml xml) {
        return Optional.ofNullable(xml.link)
                .map(l -> l.state)
                .filter(s -> !s.equals("unknown"))
                .map("up"::equals);
    }
}
