/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.contract.HostSessionContract;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MigrationAddress;

/** Simulated hosts keep the contract. */
class SimHostSessionTest extends HostSessionContract {

    private final SimDriver driver =
            new SimDriver(SimOptions.forTests().with(SimTime.real()).withRound(Duration.ofMillis(5)));

    @Override
    protected HypervisorDriver driver() {
        return driver;
    }

    @Override
    protected Host hostA() {
        return host("kvm1");
    }

    @Override
    protected Host hostB() {
        return host("kvm2");
    }

    private static Host host(String name) {
        return new Host(new HostName(name), HostAddress.parse("sim:" + name), Hypervisor.QEMU);
    }

    @Override
    protected List<DeviceName> nics(Host host) {
        String prefix = host.name().value().equals("kvm1") ? "ens1f" : "enp5s0f";
        return Stream.of("0", "1", "2").map(n -> new DeviceName(prefix + n)).toList();
    }

    @Override
    protected void pause(Host host, UUID guest) {
        driver.host(host.name().value()).pauseGuest(guest);
    }

    @Override
    protected void slowMigration(Host host, UUID guest) {
        driver.host(host.name().value()).setBusy(guest, true);
    }

    @Override
    protected Optional<HostAddress> peer(Host host) {
        return Optional.of(host.address());
    }

    @Override
    protected HostAddress deadPeer() {
        return HostAddress.parse("sim:nobody");
    }

    @Override
    protected Optional<MigrationAddress> migrationAddress(Host host) {
        return Optional.of(new MigrationAddress(host.name() + ".migration"));
    }

    @Override
    protected void setAdmin(Host host, DeviceName device, boolean up) {
        driver.host(host.name().value()).setAdmin(device, up);
    }

    @Override
    protected void rename(Host host, DeviceName device, DeviceName name) {
        driver.host(host.name().value()).renameDevice(device, name);
    }
}
