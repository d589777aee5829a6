/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.PoolMember;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guest that was started by Guestnet is migrated by virsh, behind its back: it is counted once, where it is. */
@RequiresLab(hosts = 2)
final class OutsidersMigrationIT {

    private static final String POOL = "red";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<LabGuest> GUESTS = List.of(
            LabGuest.empty("taken").on(POOL),
            LabGuest.empty("there").on(POOL),
            LabGuest.empty("excess").on(POOL),
            LabGuest.empty("here1").on(POOL),
            LabGuest.empty("here2").on(POOL));

    private final Lab lab;
    private final LibvirtDriver driver;
    private CoreFixture core;

    OutsidersMigrationIT(Lab lab) {
        this.lab = lab;
        this.driver = LibvirtHosts.driver(lab);
    }

    /** Pools of two slots each. */
    @BeforeEach
    void hosts() throws GuestnetException {
        core = new CoreFixture(new MemoryStore(), driver, Map.of("direct", new DirectNetworkType()));
        for (String host : lab.hosts()) {
            core.hosts().add(LibvirtHosts.local(lab, host, false));
            String definition = new PoolBooks(lab, host, POOL).definition("passthrough", 0, 1);
            core.networks().define(LibvirtHosts.name(host), definition, DefineOptions.defaults());
            core.networks().start(LibvirtHosts.name(host), new NetworkName(POOL), false);
        }
        start("A", 0);
    }

    private void start(String host, int guest) throws GuestnetException {
        lab.define(host, GUESTS.get(guest));
        core.hosts().refresh(LibvirtHosts.name(host));
        core.guests().start(new GuestName(GUESTS.get(guest).name()), Optional.empty(), false);
    }

    @AfterEach
    void end() {
        core.close();
        driver.stop();
        GUESTS.forEach(lab::remove);
        for (String host : lab.hosts()) {
            lab.tryVirsh(host, "net-destroy", POOL);
            lab.tryVirsh(host, "net-undefine", POOL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--live", "--live --p2p"})
    void itHasItsNewSlotAndItsOldOneIsFree(String how) throws GuestnetException {
        String peer = "qemu+ssh://root@" + lab.addressOf("B") + "/system?no_tty=1";
        String command = "virsh migrate " + how + " --persistent --undefinesource taken '" + peer + "'";
        lab.exec("A", "sh", "-c", command);

        Await.until("it is seen where it is", SOON, () -> used("A") == 0 && used("B") == 1 && hasNoClaim());
        start("B", 1);
        assertThat(catchThrowableOfType(GuestnetException.class, () -> start("B", 2))
                        .code())
                .isEqualTo(Codes.POOL_EXHAUSTED);
        start("A", 3);
        start("A", 4);
        assertThat(used("A")).isEqualTo(2);
        assertThat(used("B")).isEqualTo(2);
        assertThat(core.networks().doctor(Optional.empty()))
                .as("who came without a claim is explained")
                .singleElement()
                .satisfies(f -> assertThat(f.code()).isEqualTo(Codes.UNCLAIMED))
                .satisfies(f -> assertThat(f.detail()).contains("taken"));
    }

    /** Where it is now it is known by its port, as whatever others start. */
    private boolean hasNoClaim() {
        try {
            return core.networks().claims().isEmpty();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    private int used(String host) {
        try {
            return core.networks().pool(LibvirtHosts.name(host), new NetworkName(POOL)).stream()
                    .mapToInt(PoolMember::used)
                    .sum();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }
}
