/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.guestnet.api.DefineOptions;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What libvirt refuses to start on a pool, after it began, Guestnet refuses before anything is asked of the host. */
@RequiresLab(hosts = 2)
final class RefusedByBothIT {

    private static final String OURS = "A";
    private static final String BARE = "B";
    private static final String SOLE_MISSING = "nosuch0";

    private static LibvirtDriver driver;

    private final Lab lab;

    RefusedByBothIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void startDriver(Lab lab) {
        driver = LibvirtHosts.driver(lab);
        for (String host : lab.hosts()) {
            String enslaved = lab.devicesOf(host).get(2);
            lab.exec(host, "ip", "link", "add", "brx", "type", "bridge");
            lab.exec(host, "ip", "link", "set", enslaved, "master", "brx");
        }
    }

    @AfterAll
    static void stopDriver() {
        driver.stop();
    }

    /**
     * Something that libvirt refuses.
     *
     * @param network its name
     * @param inNetwork what its definition has besides a pool
     * @param mode of the pool
     * @param device index of its only device; -1 for one that the host lacks
     * @param inInterface what the guest's interface has
     * @param code of our refusal
     */
    record Case(String network, String inNetwork, String mode, int device, String inInterface, String code) {

        static Case of(String name, String inInterface) {
            return new Case(name, "", "vepa", 0, inInterface, Codes.OPTION_UNSUPPORTED);
        }

        @Override
        public String toString() {
            return network;
        }
    }

    static Stream<Case> refusals() {
        String qbg =
                "<virtualport type='802.1Qbg'><parameters managerid='1' typeid='2' typeidversion='3'/></virtualport>";
        String qbh = "<virtualport type='802.1Qbh'><parameters profileid='p'/></virtualport>";
        return Stream.of(
                Case.of("openvswitch", "<virtualport type='openvswitch'/>"),
                new Case("mismatched", qbg, "vepa", 0, qbh, Codes.OPTIONS_CONTRADICT),
                Case.of("vlan", "<vlan><tag id='7'/></vlan>"),
                Case.of("floor", "<bandwidth><inbound average='100' floor='50'/></bandwidth>"),
                new Case("lacking", "", "bridge", -1, "", Codes.POOL_EXHAUSTED),
                new Case("enslaved", "", "private", 2, "", Codes.POOL_EXHAUSTED));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatLibvirtRefusesWasRefusedBefore(Case refused) throws GuestnetException {
        LabGuest guest = LabGuest.empty(refused.network())
                .with("<interface type='network'><source network='" + refused.network() + "'/>" + refused.inInterface()
                        + "</interface>");
        lab.network(BARE, definition(refused, BARE));
        lab.define(BARE, guest);
        assertThat(lab.tryVirsh(BARE, "start", guest.name()).exitCode())
                .as("libvirt refuses it")
                .isNotZero();

        CopyOnWriteArrayList<String> changes = new CopyOnWriteArrayList<>();
        try (CoreFixture core = new CoreFixture(
                new MemoryStore(), WatchedDriver.noting(driver, changes), Map.of("direct", new DirectNetworkType()))) {
            Host host = LibvirtHosts.local(lab, OURS, Hypervisor.QEMU);
            core.hosts().add(host);
            core.networks().define(host.name(), definition(refused, OURS), DefineOptions.defaults());
            core.networks().start(host.name(), new NetworkName(refused.network()), false);
            lab.define(OURS, guest);
            core.hosts().refresh(host.name());
            int journaled = core.operations().list(1000).size();
            changes.clear();
            GuestnetException ours = catchThrowableOfType(
                    GuestnetException.class,
                    () -> core.guests().start(new GuestName(guest.name()), Optional.empty(), false));
            assertThat(ours).as("Guestnet refuses it").isNotNull();
            assertThat(ours.findings()).extracting(f -> f.code()).contains(refused.code());
            assertThat(changes).as("nothing was asked of the host").isEmpty();
            assertThat(core.operations().list(1000)).hasSize(journaled);
        }
    }

    private String definition(Case refused, String host) {
        String device =
                refused.device() < 0 ? SOLE_MISSING : lab.devicesOf(host).get(refused.device());
        return "<network><name>" + refused.network() + "</name><forward mode='" + refused.mode() + "'><interface dev='"
                + device + "'/></forward>" + refused.inNetwork() + "</network>";
    }
}
