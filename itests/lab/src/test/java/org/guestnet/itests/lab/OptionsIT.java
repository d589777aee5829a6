/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.guestnet.itests.lab.OptionsCase.End;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.PortOptions;
import org.guestnet.spi.PortRequest;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.type.virtual.internal.VirtualNetworkType;
import org.guestnet.xml.GuestDocuments;
import org.guestnet.xml.LibvirtNetworkRules;
import org.guestnet.xml.NetworkDocuments;
import org.guestnet.xml.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The options of guest, portgroup and network, merged by us and by libvirt: whatever libvirt refuses when the guest starts we refused
 * before, what we admit starts, and the port and the live interface have what we said. Where the lab's kernel cannot do what
 * the options ask for, the start fails for that reason, and the port alone is made and compared.
 */
@RequiresLab(hosts = 1)
final class OptionsIT {

    private static final String HOST = "A";
    private static final LibvirtVersion VERSION = new LibvirtVersion(9, 0, 0);
    private static final Set<String> OPTIONS = Set.of("virtualport", "bandwidth", "vlan", "port", "rxfilters");
    private static final Map<String, NetworkTypeProvider> TYPES = Map.of(
            "virtual", new VirtualNetworkType(), "bridge", new BridgeNetworkType(), "direct", new DirectNetworkType());

    private final Lab lab;

    OptionsIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void makeBridge(Lab lab) {
        assertThat(lab.virsh(HOST, "version", "--daemon")).contains("daemon: " + VERSION);
        lab.exec(HOST, "ip", "link", "add", "br0", "type", "bridge");
        lab.exec(HOST, "ip", "link", "set", "br0", "up");
    }

    static Stream<OptionsCase> cases() {
        return OptionsCase.all();
    }

    @AfterEach
    void removeWhatIsLeft() {
        for (String guest : lab.virsh(HOST, "list", "--all", "--name").split("\\s+")) {
            lab.tryVirsh(HOST, "destroy", guest);
            lab.tryVirsh(HOST, "undefine", guest);
        }
        for (String network : lab.virsh(HOST, "net-list", "--all", "--name").split("\\s+")) {
            lab.tryVirsh(HOST, "net-destroy", network);
            lab.tryVirsh(HOST, "net-undefine", network);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void libvirtAndWeSayTheSameOfWhatApplies(OptionsCase given) throws GuestnetException {
        NetworkDefinition definition = NetworkDocuments.read(given.definition());
        DefinedNetwork network =
                TYPES.get(definition.type().value()).read(definition).value().orElseThrow();
        XmlElement published = network.on(new SeenHost()).libvirtNetwork();
        assertThat(LibvirtNetworkRules.check(published, VERSION)).isEmpty();
        lab.network(HOST, given.definition());
        lab.define(HOST, given.guest());
        GuestInterface nic = GuestDocuments.interfaces(lab.virsh(HOST, "dumpxml", "--inactive", given.name()))
                .get(0);
        List<Finding> ours = network.admits(new SeenHost(), new Start(new GuestName(given.name()), nic));

        Command.Result started = lab.tryVirsh(HOST, "start", given.name());

        boolean refused = given.end() == End.REFUSED || given.end() == End.STRICTER;
        assertThat(ours.stream().map(Finding::code).distinct())
                .as("what we say, and libvirt says: %s", started.output())
                .isEqualTo(refused ? List.of(given.detail()) : List.of());
        boolean starts = given.end() == End.STARTS || given.end() == End.STRICTER;
        assertThat(started.ok()).as(started.output()).isEqualTo(starts);
        if (given.end() == End.STARTS) {
            running(given.name(), PortOptions.of(nic, published).elements());
        } else if (given.end() == End.BOOKED) {
            assertThat(started.output()).contains(given.detail());
            booked(given.name(), nic, PortOptions.of(nic, published).elements());
        }
    }

    /** Whether the guest's filters are trusted libvirt shows in the port only. */
    private void running(String name, List<XmlElement> predicted) throws GuestnetException {
        GuestInterface live =
                GuestDocuments.interfaces(lab.virsh(HOST, "dumpxml", name)).get(0);
        assertThat(port(name, live.portId().orElseThrow())).containsExactlyInAnyOrderElementsOf(predicted);
        assertThat(live.element().children().stream().filter(c -> OPTIONS.contains(c.name())))
                .as("live")
                .containsExactlyInAnyOrderElementsOf(predicted.stream()
                        .filter(p -> !p.name().equals("rxfilters"))
                        .toList());
    }

    /** As qemu's driver asks for a port: with what the guest itself says. */
    private void booked(String name, GuestInterface nic, List<XmlElement> predicted) throws GuestnetException {
        UUID id = UUID.randomUUID();
        List<XmlElement> own =
                PortOptions.of(withoutPortgroup(nic), XmlElement.of("network")).elements();
        XmlElement owner = XmlElement.of("owner")
                .with(XmlElement.of("name").withText(name))
                .with(XmlElement.of("uuid").withText(id.toString()));
        XmlElement port = XmlElement.of("networkport")
                .with(XmlElement.of("uuid").withText(id.toString()))
                .with(owner)
                .withAll(nic.portgroup().map(g -> XmlElement.of("group").withText(g)).stream()
                        .toList())
                .with(XmlElement.of("mac").with("address", nic.mac().value()))
                .withAll(own);
        lab.virsh(HOST, "net-port-create", "--validate", name, lab.file(Xml.write(port)));
        assertThat(port(name, id))
                .containsExactlyInAnyOrderElementsOf(
                        predicted.stream().map(OptionsIT::comparable).toList());
    }

    private static GuestInterface withoutPortgroup(GuestInterface nic) {
        return new GuestInterface(
                nic.mac(), nic.type(), nic.network(), Optional.empty(), nic.plug(), nic.portId(), nic.element());
    }

    private List<XmlElement> port(String network, UUID id) throws GuestnetException {
        return Xml.parse(lab.virsh(HOST, "net-port-dumpxml", network, id.toString())).children().stream()
                .filter(c -> OPTIONS.contains(c.name()))
                .map(OptionsIT::comparable)
                .toList();
    }

    /** Without the identity that libvirt makes itself for an interface of Open vSwitch. */
    private static XmlElement comparable(XmlElement option) {
        if (!option.attribute("type").orElse("").equals("openvswitch")) {
            return option;
        }
        List<XmlElement> parameters = option.all("parameters").stream()
                .map(p -> p.without("interfaceid"))
                .filter(p -> !p.attributes().isEmpty())
                .toList();
        return option.withoutChildren(c -> true).withAll(parameters);
    }

    private record Start(GuestName guest, GuestInterface nic) implements PortRequest {
        @Override
        public Purpose purpose() {
            return Purpose.START;
        }
    }

    /** A host whose devices are not known. */
    private record SeenHost() implements HostView {
        @Override
        public HostName name() {
            return new HostName("kvm-a");
        }

        @Override
        public Hypervisor hypervisor() {
            return Hypervisor.QEMU;
        }

        @Override
        public LibvirtVersion libvirtVersion() {
            return VERSION;
        }

        @Override
        public Collection<HostDevice> devices() {
            return List.of();
        }

        @Override
        public Optional<HostDevice> device(DeviceName name) {
            return Optional.empty();
        }
    }
}
