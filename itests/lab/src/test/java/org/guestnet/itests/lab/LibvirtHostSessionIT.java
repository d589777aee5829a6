/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.contract.HostSessionContract;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MigrationAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Real libvirt daemons keep the contract that simulated hosts keep. */
@RequiresLab(hosts = 2)
final class LibvirtHostSessionIT extends HostSessionContract {

    private static LibvirtDriver driver;

    private final Lab lab;
    private boolean slow;

    LibvirtHostSessionIT(Lab lab) {
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

    @Override
    protected HypervisorDriver driver() {
        return driver;
    }

    @Override
    protected Host hostA() {
        return LibvirtHosts.local(lab, "A", Hypervisor.QEMU);
    }

    @Override
    protected Host hostB() {
        return LibvirtHosts.local(lab, "B", Hypervisor.QEMU);
    }

    @Override
    protected List<DeviceName> nics(Host host) {
        return lab.devicesOf(letter(host)).stream().map(DeviceName::new).toList();
    }

    private static String letter(Host host) {
        return host.name().value().substring("kvm-".length()).toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    protected void pause(Host host, UUID guest) {
        lab.virsh(letter(host), "suspend", guest.toString());
    }

    @Override
    protected Optional<HostAddress> peer(Host host) {
        return Optional.of(ssh(host, ""));
    }

    @Override
    protected HostAddress deadPeer() {
        return ssh(hostB(), ":1");
    }

    private HostAddress ssh(Host host, String port) {
        return HostAddress.parse("ssh://root@" + lab.addressOf(letter(host)) + port);
    }

    @Override
    protected Optional<MigrationAddress> migrationAddress(Host host) {
        return Optional.of(new MigrationAddress(lab.addressOf(letter(host))));
    }

    /** A guest without a system has next to no memory to move, so the wire between the hosts is made slow. */
    @Override
    protected void slowMigration(Host host, UUID guest) {
        slow = true;
        lab.exec(
                letter(host),
                "tc",
                "qdisc",
                "add",
                "dev",
                "eth0",
                "root",
                "tbf",
                "rate",
                "200kbit",
                "burst",
                "10kb",
                "latency",
                "1s");
    }

    @AfterEach
    void makeTheWireFastAgain() {
        if (slow) {
            lab.exec("A", "tc", "qdisc", "del", "dev", "eth0", "root");
            slow = false;
        }
    }

    @Override
    protected void setAdmin(Host host, DeviceName device, boolean up) {
        lab.exec(letter(host), "ip", "link", "set", device.value(), up ? "up" : "down");
    }

    /** The kernel renames no device that is up. */
    @Override
    protected void rename(Host host, DeviceName device, DeviceName name) {
        setAdmin(host, device, false);
        lab.exec(letter(host), "ip", "link", "set", device.value(), "name", name.value());
        setAdmin(host, name, true);
    }
}
