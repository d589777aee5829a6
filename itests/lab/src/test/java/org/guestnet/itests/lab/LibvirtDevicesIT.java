/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.guestnet.driver.HostSession;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.libvirt.internal.binding.DeviceCalls;
import org.guestnet.libvirt.internal.binding.JnaBinding;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostDevice;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MacAddress;
import org.guestnet.model.PciAddress;
import org.guestnet.xml.DeviceDocuments;
import org.guestnet.xml.NodeDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What libvirt and the host's own shell tell of devices; the lab's have neither a PCI address nor a permanent one. */
@RequiresLab(hosts = 1, manager = true)
final class LibvirtDevicesIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final DeviceName NIC = new DeviceName("ens1f0");
    private static final DeviceName OTHER = new DeviceName("ens1f1");

    private static LibvirtDriver driver;

    private final Lab lab;
    private final Heard heard = new Heard();

    LibvirtDevicesIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void startDriver(Lab lab) {
        driver = LibvirtHosts.driver(lab);
    }

    @AfterAll
    static void stopDriver() {
        driver.stop();
    }

    @AfterEach
    void repair() {
        lab.exec("A", "sh", "-c", "while umount \"$(readlink -f \"$(command -v ip)\")\" 2>/dev/null; do :; done");
        set("A", NIC, true);
        set("A", OTHER, true);
        lab.exec("fab", "ip", "link", "set", "A.ens1f1", "up");
    }

    private void set(String where, DeviceName device, boolean up) {
        lab.exec(where, "ip", "link", "set", device.value(), up ? "up" : "down");
    }

    private HostSession bySsh() throws GuestnetException {
        return driver.open(at("ssh://root@" + lab.addressOf("A")), heard);
    }

    private static Host at(String address) {
        return LibvirtHosts.at(address, "A", Hypervisor.QEMU);
    }

    /** From now on the host's {@code ip} is this script. */
    private void instead(String script) {
        String file = lab.file("#!/bin/sh\n" + script + "\n");
        assertThat(new File(file).setExecutable(true)).isTrue();
        lab.exec("A", "sh", "-c", "mount --bind " + file + " \"$(readlink -f \"$(command -v ip)\")\"");
    }

    private static HostDevice seen(HostSession session, DeviceName name) {
        try {
            return session.observe().devices().stream()
                    .filter(d -> d.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void overSshWhatTheAdministratorSetAndTheCarrierAreTwoThings() throws Exception {
        set("A", NIC, false);
        lab.exec("fab", "ip", "link", "set", "A.ens1f1", "down");
        try (HostSession session = bySsh()) {
            Await.until(
                    "the shell has told",
                    SOON,
                    () -> seen(session, OTHER).adminUp().isPresent());
            assertThat(seen(session, NIC).adminUp()).contains(false);
            assertThat(seen(session, NIC).linkUp()).contains(false);
            assertThat(seen(session, OTHER).adminUp()).contains(true);
            assertThat(seen(session, OTHER).linkUp()).contains(false);
            assertThat(seen(session, NIC).permanentMac()).isEmpty();

            int before = heard.changes.get();
            set("A", OTHER, false);
            set("A", NIC, true);
            Await.until(
                    "the other is seen down",
                    SOON,
                    () -> seen(session, OTHER).adminUp().equals(Optional.of(false)));
            assertThat(heard.changes.get()).isGreaterThan(before);
            assertThat(seen(session, NIC).adminUp()).contains(true);
        }
    }

    @Test
    void byTheSocketOnlyLibvirtIsAsked() throws Exception {
        set("A", NIC, false);
        try (HostSession session = driver.open(LibvirtHosts.local(lab, "A", Hypervisor.QEMU), heard)) {
            assertThat(seen(session, NIC).linkUp()).contains(false);
            assertThat(seen(session, NIC).adminUp()).isEmpty();
            assertThat(seen(session, OTHER).adminUp()).contains(true);
            assertThat(seen(session, OTHER).pci()).isEmpty();
            assertThat(seen(session, OTHER).identity()).isEqualTo("ens1f1");
        }
    }

    @Test
    void permanentAndPciAddressesAreReadOverSsh() throws Exception {
        instead("""
                echo '[{"ifname":"ens1f0","flags":["UP","LOWER_UP"],"address":"52:54:00:00:00:01",\
                "permaddr":"52:54:00:00:00:02","parentbus":"pci","parentdev":"0000:3b:00.0"}]'""");
        try (HostSession session = bySsh()) {
            Await.until(
                    "the shell has told", SOON, () -> seen(session, NIC).pci().isPresent());
            assertThat(seen(session, NIC).pci()).contains(PciAddress.parse("0000:3b:00.0"));
            assertThat(seen(session, NIC).permanentMac()).contains(new MacAddress("52:54:00:00:00:02"));
            assertThat(seen(session, OTHER).permanentMac()).isEmpty();
        }
    }

    @Test
    void aHostWithoutIprouteIsSeenAsLibvirtShowsIt() throws Exception {
        set("A", NIC, false);
        instead("echo 'ip: not for you' >&2; touch " + lab.directory() + "/refused; exit 1");
        try (HostSession session = bySsh()) {
            seen(session, NIC);
            Await.until("it was asked", SOON, () -> new File(lab.directory() + "/refused").exists());
            assertThat(seen(session, NIC).linkUp()).contains(false);
            assertThat(seen(session, NIC).adminUp()).isEmpty();
        }
        assertThat(heard.losses).isEmpty();
    }

    @Test
    void aShellThatHangsHoldsUpNoLookAndEndsWithTheSession() throws Exception {
        instead("exec sleep 60");
        HostSession session = bySsh();
        long start = System.nanoTime();
        seen(session, NIC);
        seen(session, NIC);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        Await.until("it is being asked", SOON, () -> ssh() == 3);
        session.close();
        Await.until("the ssh clients have ended", Duration.ofSeconds(3), () -> ssh() == 0);
    }

    private static String function(int slot, String capability) {
        return "<device><name>pci_0000_3b_0" + slot + "_0</name><parent>computer</parent><capability type='pci'>"
                + "<class>0x020000</class><domain>0</domain><bus>59</bus><slot>" + slot + "</slot>"
                + "<function>0</function><product id='0x1572'>Card</product><vendor id='0x8086'>Maker</vendor>"
                + "<capability type='" + capability + "'><address domain='0x0000' bus='0x3b' slot='0x0"
                + (2 - slot) + "' function='0x0'/></capability><numa node='1'/></capability></device>";
    }

    /** No machine of the lab has virtual functions, but libvirt's test driver has any node device. */
    @Test
    void nodeDevicesOfFunctionsAreReadAsLibvirtWritesThem() throws Exception {
        String nic = "<device><name>net_ens1f0v0</name><parent>pci_0000_3b_02_0</parent><capability type='net'>"
                + "<interface>ens1f0v0</interface><address>0a:1b:2c:3d:4e:5f</address></capability></device>";
        String file = lab.file("<node>" + function(0, "virt_functions' maxCount='64") + function(2, "phys_function")
                + nic + "</node>");
        LibvirtConnection libvirt = new JnaBinding().open("test://" + file);
        try {
            List<DeviceCalls.Node> nets = libvirt.devices().nodes(DeviceCalls.Kind.NET, name -> true);
            assertThat(nets).extracting(DeviceCalls.Node::name).containsExactly("net_ens1f0v0");
            NodeDevice net = DeviceDocuments.readNode(nets.get(0).xml().orElseThrow());
            assertThat(net.net()).contains(new DeviceName("ens1f0v0"));
            assertThat(net.parent()).contains("pci_0000_3b_02_0");

            List<DeviceCalls.Node> all = libvirt.devices().nodes(DeviceCalls.Kind.PCI, "pci_0000_3b_00_0"::equals);
            assertThat(all)
                    .hasSize(2)
                    .filteredOn(n -> n.xml().isPresent())
                    .singleElement()
                    .satisfies(n -> {
                        NodeDevice pf = DeviceDocuments.readNode(n.xml().orElseThrow());
                        assertThat(pf.virtualFunctions()).containsExactly(PciAddress.parse("0000:3b:02.0"));
                        assertThat(pf.numaNode()).hasValue(1);
                    });
        } finally {
            assertThat(libvirt.close()).isZero();
        }
    }

    private static long ssh() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .filter(p -> p.info().command().orElse("").endsWith("/ssh"))
                .count();
    }
}
