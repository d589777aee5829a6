/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.Connection;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.Findings;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.LibvirtDialect;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.Reading;

/**
 * A provider that holds the contract: {@code <network type='sample'>} with {@code <source><interface dev='…'/></source>}, two guests
 * at a device; with {@code <source resolved='yes'>} it is one that Guestnet resolves. The broken ones begin with it.
 */
class SampleProvider implements NetworkTypeProvider {

    private static final int LIMIT = 2;

    @Override
    public Reading<DefinedNetwork> read(NetworkDefinition definition) {
        Findings findings = new Findings();
        Optional<XmlElement> source = findings.only(definition.root(), "source");
        if (source.isEmpty()) {
            findings.refuse(definition.root(), "a sample network has a <source>", "add <source/>");
        }
        source.ifPresent(s -> findings.refuseUnknown(s, Set.of("resolved"), Set.of("interface")));
        List<DeviceName> devices = source.stream()
                .flatMap(s -> s.all("interface").stream())
                .flatMap(i -> findings.device(i, "dev").stream())
                .distinct()
                .toList();
        return findings.reading(() -> network(definition, source.orElseThrow(), devices));
    }

    private static DefinedNetwork network(NetworkDefinition definition, XmlElement source, List<DeviceName> devices) {
        if (source.attribute("resolved").isPresent()) {
            return new Resolved(devices);
        }
        List<XmlElement> interfaces = devices.stream()
                .map(d -> XmlElement.of("interface").with("dev", d.value()))
                .toList();
        return new Sample(
                LibvirtDialect.of(definition)
                        .with(XmlElement.of("forward").with("mode", "vepa").withAll(interfaces)),
                devices);
    }

    static List<AttachmentPoint> points(List<DeviceName> devices, HostView host) {
        return devices.stream()
                .map(d -> AttachmentPoint.of(d).withLimit(LIMIT))
                .map(p -> host.devices().isEmpty() || host.device(p.device()).isPresent() ? p : unusable(p, host))
                .toList();
    }

    private static AttachmentPoint unusable(AttachmentPoint point, HostView host) {
        return point.withUnusable(Finding.blocker(Codes.MEMBER_UNUSABLE, "no device " + point, "plug it in")
                .on(host.name()));
    }

    private record Sample(XmlElement published, List<DeviceName> devices) implements DefinedNetwork {
        @Override
        public HostNetwork on(HostView host) {
            return HostNetwork.libvirt(published).withAttachmentPoints(points(devices, host));
        }

        @Override
        public List<Finding> admits(HostView host, PortRequest nic) {
            return Connection.DIRECT.refuses(nic.nic(), published, host.libvirtVersion());
        }
    }

    private record Resolved(List<DeviceName> devices) implements DefinedNetwork {
        @Override
        public HostNetwork on(HostView host) {
            return HostNetwork.resolvedByGuestnet().withAttachmentPoints(points(devices, host));
        }

        @Override
        public Plug plug(HostView host, PortRequest nic, Optional<AttachmentPoint> claimed) {
            return Plug.of(
                    "ethernet",
                    claimed.map(point -> Map.of("dev", point.device().value())).orElse(Map.of()));
        }
    }
}
