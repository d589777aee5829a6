/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.guestnet.driver.contract.Documents.Network;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostDevice;
import org.junit.jupiter.api.Test;

/** What a session shows of a host's devices. Where both tell, what the administrator set and the carrier are two things. */
abstract class DeviceContract extends OfflineMigrationContract {

    private static final DeviceName OTHER = new DeviceName("contract-nic");

    /** Sets a device up or down, as an administrator does. */
    protected abstract void setAdmin(Host host, DeviceName device, boolean up) throws Exception;

    /** Gives a device another name; it is set up before and after. */
    protected abstract void rename(Host host, DeviceName device, DeviceName name) throws Exception;

    private Optional<HostDevice> seen(DeviceName name) throws GuestnetException {
        return a.observe().devices().stream().filter(d -> d.name().equals(name)).findFirst();
    }

    private boolean linkIs(DeviceName name, boolean up) throws GuestnetException {
        return seen(name).orElseThrow().linkUp().filter(l -> l == up).isPresent();
    }

    @Test
    void devicesAreSeenWithTheirLink() throws GuestnetException {
        List<HostDevice> devices = a.observe().devices();
        assertThat(devices).extracting(HostDevice::name).containsAll(nics(hostA()));
        assertThat(devices).extracting(HostDevice::name).doesNotHaveDuplicates();
        DeviceName first = nicOfA(0);
        assertThat(devices)
                .filteredOn(d -> d.name().equals(first))
                .allSatisfy(d -> assertThat(d.linkUp()).contains(true))
                .allSatisfy(d -> assertThat(d.master()).isEmpty());
    }

    @Test
    void aDeviceThatIsSetDownHasNoLink() throws Exception {
        DeviceName nic = nicOfA(0);
        setAdmin(hostA(), nic, false);
        try {
            await("its link is down", () -> linkIs(nic, false));
            assertThat(seen(nic).orElseThrow().adminUp()).isNotEqualTo(Optional.of(true));
        } finally {
            setAdmin(hostA(), nic, true);
        }
        await("its link is up", () -> linkIs(nic, true));
        assertThat(seen(nic).orElseThrow().adminUp()).contains(true);
    }

    @Test
    void aGuestSetsUpTheDeviceThatItGets() throws Exception {
        DeviceName nic = nicOfA(0);
        for (String mode : List.of("bridge", "passthrough")) {
            Network red = pool(mode, 1);
            setAdmin(hostA(), nic, false);
            try {
                started(red.name());
                await("its link is up in mode " + mode, () -> linkIs(nic, true));
            } finally {
                setAdmin(hostA(), nic, true);
            }
            removeWhatTheTestMade();
            openSessions();
        }
    }

    @Test
    void aRenamedDeviceIsSeenByItsNewNameAndIsTheSameWhereItHasAnAddress() throws Exception {
        DeviceName nic = nicOfA(1);
        HostDevice before = seen(nic).orElseThrow();
        rename(hostA(), nic, OTHER);
        try {
            await("it has the new name", () -> seen(OTHER).isPresent());
            assertThat(seen(nic)).isEmpty();
            HostDevice after = seen(OTHER).orElseThrow();
            assertThat(after.mac()).isEqualTo(before.mac());
            assertThat(after.identity()).isEqualTo(before.pci().isPresent() ? before.identity() : OTHER.value());
        } finally {
            rename(hostA(), OTHER, nic);
        }
        await("it has the old name", () -> seen(nic).isPresent());
    }
}
