/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.guestnet.libvirt.internal.binding.DeviceCalls;
import org.guestnet.libvirt.internal.binding.GuestCalls;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.libvirt.internal.binding.MigrationCalls;
import org.guestnet.libvirt.internal.binding.NetworkCalls;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.PciAddress;
import org.guestnet.model.VirtualFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where devices sit, and what it costs to know. */
final class NodeDevicesTest {

    private static final DeviceName PF = new DeviceName("ens1f0");

    private final Daemon daemon = new Daemon();
    private final Reports reports = new Reports(new HostName("kvm1"));
    private final NodeDevices nodes = new NodeDevices(new HostName("kvm1"), reports::node);

    /** A daemon with a card that has virtual functions, and a device that sits nowhere. */
    private static final class Daemon implements LibvirtConnection, DeviceCalls {

        final Map<String, String> nets = new TreeMap<>();
        final Map<String, String> pci = new TreeMap<>();
        final List<String> read = new ArrayList<>();
        int lists;
        boolean alive = true;
        LibvirtFailure failure;

        void net(String name, String parent) {
            nets.put(
                    "net_" + name,
                    "<device><name>net_" + name + "</name><parent>" + parent
                            + "</parent><capability type='net'><interface>" + name
                            + "</interface></capability></device>");
        }

        void pci(int slot, int numa, String capability) {
            pci.put(
                    nodeOf(slot),
                    "<device><name>" + nodeOf(slot) + "</name><parent>pci_0000_3a_00_0</parent><capability type='pci'>"
                            + "<domain>0</domain><bus>59</bus><slot>" + slot + "</slot><function>0</function>"
                            + capability
                            + "<numa node='" + numa + "'/></capability></device>");
        }

        static String nodeOf(int slot) {
            return String.format("pci_0000_3b_%02x_0", slot);
        }

        static String address(int slot) {
            return String.format("<address domain='0x0000' bus='0x3b' slot='0x%02x' function='0x0'/>", slot);
        }

        void functions(int count) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < count; i++) {
                all.append(address(i + 1));
                pci(i + 1, 1, "<capability type='phys_function'>" + address(0) + "</capability>");
                net("ens1f0v" + i, nodeOf(i + 1));
            }
            pci(0, 1, "<capability type='virt_functions' maxCount='31'>" + all + "</capability>");
        }

        @Override
        public List<Node> nodes(Kind kind, Predicate<String> wanted) throws LibvirtFailure {
            lists++;
            if (failure != null) {
                throw failure;
            }
            List<Node> nodes = new ArrayList<>();
            (kind == Kind.NET ? nets : pci).forEach((name, xml) -> {
                boolean reads = wanted.test(name);
                nodes.add(new Node(name, reads ? Optional.of(xml) : Optional.empty()));
                if (reads) {
                    read.add(name);
                }
            });
            return nodes;
        }

        @Override
        public List<String> interfaces() {
            throw new AssertionError("not asked for here");
        }

        @Override
        public DeviceCalls devices() {
            return this;
        }

        @Override
        public boolean isAlive() {
            return alive;
        }

        @Override
        public String hostName() {
            throw new AssertionError("not asked for here");
        }

        @Override
        public long version() {
            throw new AssertionError("not asked for here");
        }

        @Override
        public String type() {
            throw new AssertionError("not asked for here");
        }

        @Override
        public void keepAlive(int seconds, int count) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public void watchEnd(Watcher watcher) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public void watchChanges(Watcher watcher) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public NetworkCalls networks() {
            throw new AssertionError("not asked for here");
        }

        @Override
        public GuestCalls guests() {
            throw new AssertionError("not asked for here");
        }

        @Override
        public MigrationCalls migrations() {
            throw new AssertionError("not asked for here");
        }

        @Override
        public int close() {
            return 0;
        }
    }

    @BeforeEach
    void plugIn() {
        daemon.net("ens1f0", Daemon.nodeOf(0));
        daemon.functions(2);
        daemon.net("veth0", "computer");
    }

    private HostDevice seen(String name) throws LibvirtFailure {
        return nodes.look(daemon).stream()
                .filter(d -> d.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void functionsTellTheirAddressNodeAndNumber() throws Exception {
        assertThat(seen("ens1f0").pci()).contains(PciAddress.parse("0000:3b:00.0"));
        assertThat(seen("ens1f0").function()).isEmpty();
        assertThat(seen("ens1f0v1").pci()).contains(PciAddress.parse("0000:3b:02.0"));
        assertThat(seen("ens1f0v1").numaNode()).hasValue(1);
        assertThat(seen("ens1f0v1").function()).contains(new VirtualFunction(PF, 1));
        assertThat(nodes.look(daemon)).extracting(d -> d.name().value()).doesNotContain("veth0");
    }

    @Test
    void aLookAtWhatIsKnownCostsOneCall() throws Exception {
        nodes.look(daemon);
        assertThat(daemon.read).doesNotHaveDuplicates().hasSize(7);
        daemon.lists = 0;
        daemon.read.clear();
        assertThat(nodes.look(daemon)).hasSize(3);
        assertThat(daemon.lists).isEqualTo(1);
        assertThat(daemon.read).isEmpty();
    }

    @Test
    void aDeviceOfAGuestCostsOneDocument() throws Exception {
        nodes.look(daemon);
        daemon.read.clear();
        daemon.net("macvtap0", "computer");
        nodes.look(daemon);
        assertThat(daemon.read).containsExactly("net_macvtap0");
    }

    @Test
    void newFunctionsAreNumberedAndThoseThatAreGoneAreForgotten() throws Exception {
        nodes.look(daemon);
        daemon.functions(4);
        assertThat(seen("ens1f0v3").function()).contains(new VirtualFunction(PF, 3));
        daemon.nets.remove("net_ens1f0v3");
        assertThat(nodes.look(daemon)).extracting(d -> d.name().value()).doesNotContain("ens1f0v3");
    }

    @Test
    void aRenamedDeviceKeepsItsIdentity() throws Exception {
        String before = seen("ens1f0v1").identity();
        daemon.nets.remove("net_ens1f0v1");
        daemon.net("eth7", Daemon.nodeOf(2));
        assertThat(seen("eth7").identity()).isEqualTo(before);
        daemon.nets.remove("net_ens1f0");
        daemon.net("eth0", Daemon.nodeOf(0));
        assertThat(seen("eth7").function()).contains(new VirtualFunction(new DeviceName("eth0"), 1));
    }

    @Test
    void anAddressThatDevicesShareIsTheIdentityOfNone() throws Exception {
        daemon.net("ens1f0_rep0", Daemon.nodeOf(0));
        assertThat(seen("ens1f0").identity()).isEqualTo("ens1f0");
        assertThat(seen("ens1f0_rep0").identity()).isEqualTo("ens1f0_rep0");
        assertThat(seen("ens1f0").numaNode()).hasValue(1);
        assertThat(seen("ens1f0v0").function()).isEmpty();
    }

    @Test
    void whatCannotBeUnderstoodHidesNothingElseAndIsNotReadAgain() throws Exception {
        daemon.nets.put("net_bad", "<device><name>");
        assertThat(nodes.look(daemon)).hasSize(3);
        daemon.read.clear();
        nodes.look(daemon);
        assertThat(daemon.read).isEmpty();
    }

    @Test
    void aDaemonThatRefusesTakesNothingAwayAndAnEndedConnectionIsTold() throws Exception {
        nodes.look(daemon);
        daemon.failure = new LibvirtFailure(LibvirtFailure.NO_SUPPORT, "this function is not supported");
        assertThat(nodes.look(daemon)).hasSize(3);
        daemon.alive = false;
        assertThatThrownBy(() -> nodes.look(daemon)).isSameAs(daemon.failure);
        daemon.alive = true;
        daemon.failure = null;
        daemon.functions(3);
        assertThat(seen("ens1f0v2").function()).contains(new VirtualFunction(PF, 2));
    }
}
