/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.core.NicScene.BLUE;
import static org.guestnet.core.NicScene.FIRST;
import static org.guestnet.core.NicScene.GREEN;
import static org.guestnet.core.NicScene.SECOND;
import static org.guestnet.core.NicScene.WEB1;
import static org.guestnet.core.NicScene.refused;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.api.AttachOptions;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.api.NicScope;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Plug;
import org.guestnet.sim.internal.SimCall;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttachTest {

    private static final AttachOptions OPTIONS = AttachOptions.defaults().with(SECOND);

    private NicScene it;

    @BeforeEach
    void running() throws GuestnetException {
        it = new NicScene();
    }

    @AfterEach
    void end() {
        it.close();
    }

    private boolean isActive(NetworkName network) {
        return it.sim().report().networks().stream()
                .filter(n -> n.name().equals(network))
                .anyMatch(NetworkReport::active);
    }

    @Test
    void aRunningGuestIsConnectedWithAClaimAndItsConfigurationNamesTheNetworkOnly() throws GuestnetException {
        Operation attached = it.attach();
        Plug plug = Plug.direct(new DeviceName("ens1f0"), "passthrough");
        assertThat(attached.state()).isEqualTo(State.DONE);
        assertThat(attached.interfaces()).singleElement().satisfies(report -> {
            assertThat(report.mac()).isEqualTo(SECOND);
            assertThat(report.before()).isEmpty();
            assertThat(report.after()).contains(plug);
        });
        assertThat(it.live(SECOND).flatMap(GuestInterface::plug)).contains(plug);
        GuestInterface configured = it.configured(SECOND).orElseThrow();
        assertThat(configured.network()).contains(BLUE);
        assertThat(configured.plug()).isEmpty();
        assertThat(it.claims()).singleElement().satisfies(c -> {
            assertThat(c.nic()).isEqualTo(SECOND);
            assertThat(c.state()).isEqualTo(Claim.State.BOUND);
        });
    }

    @Test
    void aFullPoolRefusesBeforeTheHostIsAsked() throws GuestnetException {
        for (int i = 2; i <= 3; i++) {
            it.other("db" + i, i);
            it.scene.start("db" + i);
        }
        GuestnetException e = refused(it::attach);
        assertThat(e.code()).isEqualTo(Codes.POOL_EXHAUSTED);
        assertThat(e).hasMessageContaining("db2").hasMessageContaining("Try:");
        assertThat(it.scene.core.operations().list(50)).noneMatch(o -> o.kind() == Operation.Kind.GUEST_ATTACH);
        assertThat(it.configured(SECOND)).isEmpty();
    }

    @Test
    void theSlotOfAnAttachedInterfaceIsNobodyElses() throws GuestnetException {
        it.attach();
        it.other("db2", 2);
        it.other("db3", 3);
        it.scene.start("db2");
        assertThat(refused(() -> it.scene.start("db3")).code()).isEqualTo(Codes.POOL_EXHAUSTED);
    }

    @Test
    void aStoppedGuestGetsItInItsConfigurationEvenIfThePoolIsFullNow() throws GuestnetException {
        it.scene.core.guests().stop(WEB1, Optional.empty(), StopMode.DESTROY, false);
        Operation attached = it.attach();
        assertThat(attached.state()).isEqualTo(State.DONE);
        assertThat(it.configured(SECOND)).isPresent();
        assertThat(it.claims()).isEmpty();
        assertThat(isActive(BLUE)).isFalse();
        for (int i = 2; i <= 3; i++) {
            it.other("db" + i, i);
            it.scene.start("db" + i);
        }
        assertThat(it.attach(BLUE, AttachOptions.defaults()).findings())
                .extracting(Finding::code)
                .containsExactly(Codes.POOL_EXHAUSTED);
        assertThat(refused(() -> it.attach(BLUE, AttachOptions.defaults().in(NicScope.LIVE)))
                        .code())
                .isEqualTo(Codes.GUEST_NOT_RUNNING);
    }

    @Test
    void onlyOneOfTheTwoDocumentsChangesWhereThatIsAskedFor() throws GuestnetException {
        it.attach(BLUE, OPTIONS.in(NicScope.LIVE));
        assertThat(it.live(SECOND)).isPresent();
        assertThat(it.configured(SECOND)).isEmpty();
        MacAddress third = new MacAddress("52:54:00:00:01:78");
        it.attach(GREEN, AttachOptions.defaults().with(third).in(NicScope.CONFIG));
        assertThat(it.live(third)).isEmpty();
        assertThat(it.configured(third)).isPresent();
        assertThat(isActive(GREEN)).isFalse();
    }

    @Test
    void aNewAddressIsOfQemuAndNobodys() throws GuestnetException {
        MacAddress mac =
                it.attach(BLUE, AttachOptions.defaults()).interfaces().get(0).mac();
        assertThat(mac.value()).startsWith("52:54:00:");
        assertThat(mac).isNotEqualTo(FIRST);
        assertThat(it.live(mac)).isPresent();
    }

    @Test
    void anAddressOfAnotherGuestIsAcceptedExpresslyAndOneOfItsOwnNever() throws GuestnetException {
        it.scene.on(KVM2, s -> s.defineGuest(Scene.domain("twin", UUID.randomUUID(), 0x77)));
        it.scene.core.hosts().refresh(KVM2);
        GuestnetException e = refused(it::attach);
        assertThat(e.code()).isEqualTo(Codes.MAC_IN_USE);
        assertThat(e).hasMessageContaining("twin").hasMessageContaining("kvm2");
        assertThat(it.attach(BLUE, OPTIONS.accepting(Set.of(Codes.MAC_IN_USE))).findings())
                .extracting(Finding::code)
                .contains(Codes.MAC_IN_USE);
        AttachOptions own = AttachOptions.defaults().with(FIRST).accepting(Set.of(Codes.MAC_IN_USE));
        assertThat(refused(() -> it.attach(BLUE, own)).code()).isEqualTo(Codes.MAC_IN_USE);
    }

    @Test
    void whatTheRunningGuestIsRefusedItsConfigurationDoesNotKeep() throws GuestnetException {
        it.failSecond(SimCall.ATTACH_INTERFACE);
        assertThat(refused(it::attach).code()).isEqualTo(Codes.HOST_REFUSED);
        assertThat(it.configured(SECOND)).isEmpty();
        assertThat(it.live(SECOND)).isEmpty();
        assertThat(it.claims()).isEmpty();
        assertThat(isActive(BLUE)).isFalse();
        assertThat(it.youngest().state()).isEqualTo(State.UNDONE);
    }

    @Test
    void aDeadMemberIsPassedOverBySteering() throws GuestnetException {
        it.sim().setLink(new DeviceName("ens1f0"), false);
        it.scene.core.hosts().refresh(KVM1);
        Operation attached = it.attach();
        assertThat(attached.steps()).extracting(Operation.Step::what).anyMatch(w -> w.contains("blocker ports"));
        assertThat(it.live(SECOND).flatMap(GuestInterface::plug).flatMap(Plug::device))
                .contains(new DeviceName("ens1f1"));
        assertThat(it.scene.noBlockers()).isTrue();
    }

    @Test
    void aDryRunChangesNothing() throws GuestnetException {
        Operation planned = it.attach(BLUE, OPTIONS.withDryRun(true));
        assertThat(planned.state()).isEqualTo(State.PLANNED);
        assertThat(planned.steps())
                .extracting(Operation.Step::what)
                .anyMatch(w -> w.startsWith("claim"))
                .anyMatch(w -> w.startsWith("in the configuration of guest web1"))
                .anyMatch(w -> w.startsWith("in running guest web1"));
        assertThat(it.live(SECOND)).isEmpty();
        assertThat(it.configured(SECOND)).isEmpty();
        assertThat(it.claims()).isEmpty();
    }

    /** A type that no libvirt network can express. */
    private static final class UserType implements NetworkTypeProvider, DefinedNetwork {

        @Override
        public Reading<DefinedNetwork> read(org.guestnet.spi.NetworkDefinition definition) {
            return Reading.of(this, List.of());
        }

        @Override
        public HostNetwork on(HostView host) {
            return HostNetwork.resolvedByGuestnet();
        }

        @Override
        public Plug plug(HostView host, PortRequest nic, Optional<AttachmentPoint> claimed) {
            return Plug.of("user", Map.of());
        }
    }

    @Test
    void aNetworkThatLibvirtCannotExpressTakesRunningGuestsOnlyAtTheirNextStart() throws GuestnetException {
        it.scene.core.add("user", new UserType());
        it.scene.define(KVM1, "<network type='user'><name>outside</name></network>");
        NetworkName outside = new NetworkName("outside");
        GuestnetException e = refused(() -> it.attach(outside, OPTIONS));
        assertThat(e.code()).isEqualTo(Codes.OPTION_UNSUPPORTED);
        assertThat(e).hasMessageContaining("stop and start");
        assertThat(it.configured(SECOND)).isEmpty();
        assertThat(it.attach(outside, OPTIONS.in(NicScope.CONFIG)).state()).isEqualTo(State.DONE);
        it.scene.core.guests().stop(WEB1, Optional.empty(), StopMode.DESTROY, false);
        it.scene.start("web1");
        assertThat(it.live(SECOND).flatMap(GuestInterface::plug)).contains(Plug.of("user", Map.of()));
    }

    @Test
    void aNetworkThatTheHostLacksIsRefusedWithARemedy() {
        GuestnetException e = refused(() -> it.attach(new NetworkName("nowhere"), OPTIONS));
        assertThat(e.code()).isEqualTo(Codes.NETWORK_MISSING);
        assertThat(e).hasMessageContaining("net:define kvm1");
    }
}
