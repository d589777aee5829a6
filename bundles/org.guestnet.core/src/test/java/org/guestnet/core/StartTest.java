/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM3;
import static org.guestnet.core.Scene.NAT;
import static org.guestnet.core.Scene.POOL;
import static org.guestnet.core.Scene.RED;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.api.ResolvedInterface.By;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
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

class StartTest {

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private GuestnetException refused(String guest) {
        return catchThrowableOfType(GuestnetException.class, () -> scene.start(guest));
    }

    private Operation stop(String guest) throws GuestnetException {
        return scene.core.guests().stop(new GuestName(guest), Optional.empty(), StopMode.DESTROY, false);
    }

    private static String persistent(Scene scene, UUID guest) throws GuestnetException {
        String[] xml = new String[1];
        scene.on(KVM1, s -> xml[0] = s.guestXml(guest, GuestView.PERSISTENT));
        return xml[0];
    }

    @Test
    void theHostResolvesTheGuestStartsPlainlyAndItsConfigurationStays() throws GuestnetException {
        scene.define(KVM1, POOL);
        UUID web1 = scene.guest(KVM1, "web1", 1);
        String before = persistent(scene, web1);
        Operation started = scene.start("web1");
        assertThat(started.state()).isEqualTo(State.DONE);
        assertThat(started.interfaces().get(0).after()).contains(Plug.direct(new DeviceName("ens1f0"), "bridge"));
        assertThat(started.findings()).extracting(Finding::code).containsExactly(Codes.NETWORK_INACTIVE);
        assertThat(scene.device(KVM1, web1)).isEqualTo("ens1f0");
        assertThat(persistent(scene, web1)).isEqualTo(before);
        assertThat(scene.ports(KVM1)).isEqualTo(1);
    }

    @Test
    void aDryRunChangesNothing() throws GuestnetException {
        scene.define(KVM1, POOL);
        UUID web1 = scene.guest(KVM1, "web1", 1);
        Operation planned = scene.core.guests().start(new GuestName("web1"), Optional.empty(), true);
        assertThat(planned.state()).isEqualTo(State.PLANNED);
        assertThat(planned.steps()).extracting(Operation.Step::what).anyMatch(w -> w.contains("start guest web1"));
        assertThat(scene.runs(KVM1, web1)).isFalse();
        assertThat(scene.core.operations().list(10))
                .extracting(Operation::kind)
                .doesNotContain(Operation.Kind.GUEST_START);
    }

    @Test
    void aDeadMemberIsPassedOverBySteering() throws GuestnetException {
        scene.define(KVM1, POOL);
        UUID web1 = scene.guest(KVM1, "web1", 1);
        scene.sim(KVM1).setLink(new DeviceName("ens1f0"), false);
        scene.core.hosts().refresh(KVM1);
        ResolvedInterface resolved =
                scene.core.guests().resolve(new GuestName("web1"), KVM1).get(0);
        assertThat(resolved.by()).isEqualTo(By.STEERED);
        Operation started = scene.start("web1");
        assertThat(started.steps()).extracting(Operation.Step::what).anyMatch(w -> w.contains("blocker ports"));
        assertThat(scene.device(KVM1, web1)).isEqualTo("ens1f1");
        assertThat(scene.ports(KVM1)).isEqualTo(1);
        assertThat(scene.noBlockers()).isTrue();
    }

    @Test
    void anExclusiveMemberServesOneGuestAndTheNextIsRefusedBeforeTheHostIsAsked() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        scene.guest(KVM1, "web1", 1);
        scene.guest(KVM1, "web2", 2);
        UUID web3 = scene.guest(KVM1, "web3", 3);
        scene.start("web1");
        scene.start("web2");
        assertThat(scene.store.claims()).hasSize(2).allMatch(c -> c.state() == Claim.State.BOUND);
        GuestnetException e = refused("web3");
        assertThat(e.code()).isEqualTo(Codes.POOL_EXHAUSTED);
        assertThat(e).hasMessageContaining("web1").hasMessageContaining("web2").hasMessageContaining("Try:");
        assertThat(scene.core.operations().list(50)).noneMatch(o -> o.subject().equals("web3"));
        assertThat(scene.runs(KVM1, web3)).isFalse();
        stop("web1");
        assertThat(scene.store.claims()).hasSize(1);
        assertThat(scene.start("web3").state()).isEqualTo(State.DONE);
    }

    @Test
    void aGuestThatOthersStartedCountsAtItsMember() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        UUID outsider = scene.guest(KVM1, "outsider", 1);
        UUID web2 = scene.guest(KVM1, "web2", 2);
        scene.core.networks().start(KVM1, RED, false);
        scene.on(KVM1, s -> s.startGuest(outsider));
        scene.core.hosts().refresh(KVM1);
        scene.start("web2");
        assertThat(scene.device(KVM1, outsider)).isEqualTo("ens1f0");
        assertThat(scene.device(KVM1, web2)).isEqualTo("ens1f1");
    }

    @Test
    void whatFailsAtTheHostIsUndoneWhole() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        UUID web1 = scene.guest(KVM1, "web1", 1);
        scene.sim(KVM1).setLink(new DeviceName("ens1f0"), false);
        scene.core.hosts().refresh(KVM1);
        scene.sim(KVM1).faults().failNext(SimCall.START_GUEST);
        GuestnetException e = refused("web1");
        assertThat(e.code()).isEqualTo(Codes.HOST_REFUSED);
        assertThat(scene.store.claims()).isEmpty();
        assertThat(scene.ports(KVM1)).isZero();
        assertThat(scene.runs(KVM1, web1)).isFalse();
        assertThat(scene.core.operations().list(1).get(0).state()).isEqualTo(State.UNDONE);
        assertThat(scene.sim(KVM1).report().networks()).noneMatch(n -> n.active());
    }

    @Test
    void aMissingNetworkAndAnUnknownGuestAreRefusedWithARemedy() throws GuestnetException {
        scene.guest(KVM1, "web1", 1);
        assertThat(refused("web1").code()).isEqualTo(Codes.NETWORK_MISSING);
        assertThat(refused("web1")).hasMessageContaining("net:define kvm1").hasMessageContaining("52:54:00:00:01:01");
        assertThat(refused("nobody").code()).isEqualTo(Codes.GUEST_UNKNOWN);
    }

    @Test
    void aSavedGuestIsResumedAndNotBootedAfresh() throws GuestnetException {
        scene.define(KVM1, POOL);
        UUID web1 = scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        scene.on(KVM1, s -> s.saveGuest(web1));
        scene.core.hosts().refresh(KVM1);
        assertThat(scene.report(KVM1, web1).orElseThrow().saved()).isTrue();
        Operation resumed = scene.start("web1");
        assertThat(resumed.steps())
                .extracting(Operation.Step::what)
                .anyMatch(w -> w.contains("resume the saved guest"));
        assertThat(scene.report(KVM1, web1).orElseThrow().saved()).isFalse();
    }

    @Test
    void twoHostsWithAGuestOfOneNameAreAmbiguous() throws GuestnetException {
        scene.define(KVM1, POOL);
        scene.guest(KVM1, "web1", 1);
        scene.on(KVM3, s -> s.defineGuest(Scene.domain("web1", UUID.randomUUID(), 9)));
        scene.core.hosts().refresh(KVM3);
        assertThat(refused("web1").code()).isEqualTo(Codes.GUEST_AMBIGUOUS);
        assertThat(scene.core
                        .guests()
                        .start(new GuestName("web1"), Optional.of(KVM1), false)
                        .state())
                .isEqualTo(State.DONE);
    }

    /** A type that no libvirt network can express. */
    private static final class UserType implements NetworkTypeProvider, DefinedNetwork {

        @Override
        public Reading<DefinedNetwork> read(org.guestnet.spi.NetworkDefinition definition) {
            return Reading.of(this, java.util.List.of());
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
    void aPlugThatLibvirtCannotExpressIsResolvedByUsOverTheUntouchedConfiguration() throws GuestnetException {
        scene.core.add("user", new UserType());
        scene.define(KVM1, "<network type='user'><name>red-network</name></network>");
        UUID web1 = scene.guest(KVM1, "web1", 1);
        String before = persistent(scene, web1);
        Operation started = scene.start("web1");
        assertThat(started.interfaces().get(0).after()).contains(Plug.of("user", Map.of()));
        assertThat(persistent(scene, web1)).isEqualTo(before);
        assertThat(scene.core.networks().show(RED).get(0).guests()).containsExactly("web1");
        stop("web1");
        GuestnetException plain =
                catchThrowableOfType(GuestnetException.class, () -> scene.on(KVM1, s -> s.startGuest(web1)));
        assertThat(plain).as("a plain start makes no wrong wire").isNotNull();
    }

    @Test
    void whenTheProviderGoesGuestsStayAndWhenItReturnsAllHeals() throws GuestnetException {
        UserType provider = new UserType();
        scene.core.add("user", provider);
        scene.define(KVM1, "<network type='user'><name>red-network</name></network>");
        UUID web1 = scene.guest(KVM1, "web1", 1);
        scene.guest(KVM1, "web2", 2);
        scene.start("web1");
        scene.core.remove(provider);
        assertThat(scene.core.networks().show(RED).get(0).findings())
                .extracting(Finding::code)
                .contains(Codes.TYPE_MISSING);
        assertThat(refused("web2").code()).isEqualTo(Codes.TYPE_MISSING);
        assertThat(scene.runs(KVM1, web1)).isTrue();
        scene.core.add("user", provider);
        assertThat(scene.core.networks().show(RED).get(0).findings()).isEmpty();
        assertThat(scene.start("web2").state()).isEqualTo(State.DONE);
    }

    @Test
    void aProviderThatThrowsIsAFindingAndNotAFailure() throws GuestnetException {
        NetworkTypeProvider broken = definition -> {
            throw new IllegalStateException("bug");
        };
        scene.core.add("broken", broken);
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class, () -> scene.define(KVM1, "<network type='broken'><name>x</name></network>"));
        assertThat(e.code()).isEqualTo(Codes.PROVIDER_FAILED);
    }

    @Test
    void noSecretReachesTheJournalOrAFinding() throws GuestnetException {
        scene.define(KVM1, NAT);
        scene.guest(KVM1, "web1", 1);
        Operation started = scene.start("web1");
        assertThat(started.toString()).doesNotContain("hush");
        assertThat(scene.core.operations().list(100).toString()).doesNotContain("hush");
        assertThat(scene.core.guests().list().toString()).doesNotContain("hush");
    }
}
