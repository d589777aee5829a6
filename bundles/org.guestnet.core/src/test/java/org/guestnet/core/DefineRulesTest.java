/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.POOL;
import static org.guestnet.core.Scene.RED;

import java.util.List;
import java.util.Set;
import org.guestnet.api.DefineOptions;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.PciAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a host's other networks, and what the administrator has not agreed to, say of a definition. */
class DefineRulesTest {

    private static final String BLUE_SHARED = "<network type='direct'><name>blue</name><source mode='bridge'>\n"
            + "<interface dev='ens1f1' maxConnections='4'/></source></network>";
    private static final String BLUE_EXCLUSIVE =
            BLUE_SHARED.replace("bridge", "passthrough").replace("'4'", "'1'");
    private static final String ODD = "<network type='odd'><name>odd</name></network>";

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private List<Finding> refused(String xml) {
        return catchThrowableOfType(GuestnetException.class, () -> scene.define(KVM1, xml))
                .findings();
    }

    @Test
    void aDeviceOfAnExclusivePoolIsRefusedInAnyOtherPoolThatNamesIt() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        for (String blue : List.of(BLUE_SHARED, BLUE_EXCLUSIVE)) {
            assertThat(refused(blue)).singleElement().satisfies(f -> {
                assertThat(f.code()).isEqualTo(Codes.MEMBER_TAKEN);
                assertThat(f.detail())
                        .contains("ens1f1")
                        .doesNotContain("ens1f0")
                        .contains("'" + RED + "'");
                assertThat(f.place().orElseThrow().line()).isEqualTo(2);
                assertThat(f.remedy()).isNotEmpty();
            });
        }
    }

    @Test
    void anExclusivePoolIsRefusedOverADeviceOfASharedOne() throws GuestnetException {
        scene.define(KVM1, POOL);
        assertThat(refused(BLUE_EXCLUSIVE)).extracting(Finding::code).containsExactly(Codes.MEMBER_TAKEN);
    }

    /** For libvirt they are like any shared pool; only with a profile of 802.1Qbh it gives a private device once. */
    @Test
    void privatePoolsWithALimitOfOneAreNotExclusive() throws GuestnetException {
        String one = BLUE_SHARED.replace("bridge", "private").replace("'4'", "'1'");
        scene.define(KVM1, POOL);
        assertThat(scene.define(KVM1, one).state()).isEqualTo(State.DONE);
        String qbh = one.replace(
                        "</source>", "</source><virtualport type='802.1Qbh'><parameters profileid='p'/></virtualport>")
                .replace("blue", "green");
        assertThat(refused(qbh)).extracting(Finding::code).contains(Codes.MEMBER_TAKEN);
    }

    @Test
    void sharedPoolsMayHaveADeviceInCommon() throws GuestnetException {
        scene.define(KVM1, POOL);
        assertThat(scene.define(KVM1, BLUE_SHARED).state()).isEqualTo(State.DONE);
    }

    @Test
    void editingANetworkDoesNotConflictWithItself() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        Operation again = scene.core
                .networks()
                .define(KVM1, EXCLUSIVE, DefineOptions.defaults().withReplace(true));
        assertThat(again.state()).isEqualTo(State.DONE);
    }

    @Test
    void theSamePoolOnAnotherHostIsNoConflict() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        scene.sim(KVM2).addDevice(HostDevice.of(new DeviceName("ens1f1"), "ethernet"));
        assertThat(scene.define(KVM2, BLUE_EXCLUSIVE).state()).isEqualTo(State.DONE);
    }

    @Test
    void aDeviceThatWasRenamedIsStillTheExclusivePools() throws GuestnetException {
        PciAddress pci = PciAddress.parse("0000:3b:00.1");
        HostDevice device =
                HostDevice.of(new DeviceName("ens1f1"), "ethernet").withPci(pci).withLinkUp(true);
        scene.sim(KVM1).addDevice(device);
        scene.define(KVM1, EXCLUSIVE);
        scene.sim(KVM1).removeDevice(device.name());
        scene.sim(KVM1).addDevice(device.withName(new DeviceName("lan1")));
        scene.core.hosts().refresh(KVM1);
        assertThat(refused(BLUE_EXCLUSIVE.replace("ens1f1", "lan1")))
                .extracting(Finding::code)
                .containsExactly(Codes.MEMBER_TAKEN);
    }

    @Test
    void whatNeedsConsentIsRefusedUntilItIsAccepted() throws GuestnetException {
        scene.core.add("odd", definition -> Reading.of(new Odd(), List.of()));
        DefineOptions dry = DefineOptions.defaults().withDryRun(true);
        assertThat(refused(ODD)).extracting(Finding::code).containsExactly("ODD");
        assertThat(catchThrowableOfType(
                        GuestnetException.class, () -> scene.core.networks().define(KVM1, ODD, dry)))
                .as("a dry run says so too")
                .isNotNull();
        assertThat(scene.sim(KVM1).report().networks()).isEmpty();
        Operation defined =
                scene.core.networks().define(KVM1, ODD, DefineOptions.defaults().accepting(Set.of("ODD")));
        assertThat(defined.state()).isEqualTo(State.DONE);
        assertThat(defined.findings()).extracting(Finding::code).containsExactly("ODD");
        assertThat(scene.core.networks().show(new NetworkName("odd")).get(0).findings())
                .as("once accepted it is something to know")
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.NOTICE));
    }

    private static final class Odd implements DefinedNetwork {
        @Override
        public HostNetwork on(org.guestnet.spi.HostView host) {
            return HostNetwork.libvirt(XmlElement.of("network"))
                    .withFindings(List.of(Finding.consent("ODD", "it is odd", "if that is wanted: --accept ODD")));
        }
    }
}
