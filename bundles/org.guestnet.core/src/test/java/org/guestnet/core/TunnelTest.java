/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.KVM3;
import static org.guestnet.core.Scene.PATIENCE;
import static org.guestnet.core.Scene.RED;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.MeshMember;
import org.guestnet.api.MeshMember.State;
import org.guestnet.api.MigrateOptions;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.LinkResource;
import org.guestnet.sim.internal.LinkSteps;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.guestnet.type.tunnel.internal.TunnelNetworkType;
import org.guestnet.type.tunnel.internal.VxlanUplinkProvider;
import org.guestnet.type.tunnel.internal.ipsec.IpsecEncryptionProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts that find each other by tunnels. */
class TunnelTest {

    private static final String CLEAR = "<tunnel id='4711'><local dev='UNDERLAY'/></tunnel>";
    private static final String KEYED =
            "<tunnel id='4711'><local dev='UNDERLAY'/><encryption type='ipsec' secret='red-key'/></tunnel>";

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
        tunnels();
    }

    private void tunnels() {
        scene.core.add("tunnel", new TunnelNetworkType());
        scene.core.add(
                "vxlan", new VxlanUplinkProvider(List.of(new IpsecEncryptionProvider(), new EncryptionAtPort())));
        scene.core.add(scene.driver);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private static String tunnel(String tunnel) {
        return "<network type='tunnel'><name>red-network</name>" + tunnel + "</network>";
    }

    /** Simulated hosts have their address on the first device that is no member of a bridge. */
    private String at(HostName host, String xml) {
        return xml.replace("UNDERLAY", underlay(host).value());
    }

    private DeviceName underlay(HostName host) {
        return scene.sim(host).report().devices().stream()
                .filter(d -> d.kind().equals("ethernet") && d.master().isEmpty())
                .map(HostDevice::name)
                .findFirst()
                .orElseThrow();
    }

    private void join(HostName host, String xml) throws GuestnetException {
        scene.define(host, at(host, xml));
        scene.core.networks().start(host, RED, false);
    }

    private MeshMember member(HostName host) throws GuestnetException {
        return scene.core.networks().mesh(RED).stream()
                .filter(m -> m.host().equals(host))
                .findFirst()
                .orElseThrow();
    }

    private void awaitUp(HostName host, int peers) {
        until(() -> member(host).state() == State.UP
                && member(host).peers().stream().filter(MeshMember.Peer::up).count() == peers);
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }

    private List<LinkResource> links(HostName host) {
        return scene.sim(host).linkResources();
    }

    private GuestnetException refused(HostName host, String xml) {
        return catchThrowableOfType(GuestnetException.class, () -> scene.define(host, at(host, xml)));
    }

    @Test
    void membersFindEachOther() throws GuestnetException {
        join(KVM1, tunnel(KEYED));
        awaitUp(KVM1, 0);
        join(KVM2, tunnel(KEYED));
        join(KVM3, tunnel(KEYED));
        for (HostName host : List.of(KVM1, KVM2, KVM3)) {
            awaitUp(host, 2);
        }
        assertThat(member(KVM1).mtu()).hasValue(1368);
        assertThat(scene.core.networks().document(KVM1, RED, true)).contains("<mtu size=\"1368\"/>");
        scene.core.networks().undefine(KVM3, RED, false);
        awaitUp(KVM1, 1);
        assertThat(scene.core.networks().mesh(RED)).hasSize(2);
        until(() -> links(KVM3).isEmpty());
    }

    @Test
    void aMemberThatComesCostsEachOtherOneStep() throws GuestnetException {
        join(KVM1, tunnel(CLEAR));
        join(KVM2, tunnel(CLEAR));
        awaitUp(KVM1, 1);
        awaitUp(KVM2, 1);
        LinkSteps before = scene.sim(KVM1).linkSteps();
        join(KVM3, tunnel(CLEAR));
        awaitUp(KVM1, 2);
        until(() -> scene.sim(KVM1).linkSteps().since(before).changes() == 1);
    }

    @Test
    void whileATunnelComesUpOthersWorkOnItsNetwork() throws Exception {
        scene.define(KVM1, at(KVM1, tunnel(KEYED)));
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.LINK_MAKE, Moment.BEFORE);
        CompletableFuture<Operation> starting = CompletableFuture.supplyAsync(() -> start(KVM1));
        hang.awaitReached();

        Operation other = scene.core.networks().autostart(KVM1, RED, true, false);

        assertThat(other.state()).isEqualTo(Operation.State.DONE);
        assertThat(starting).isNotDone();
        hang.release();
        assertThat(starting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).state()).isEqualTo(Operation.State.DONE);
    }

    private Operation start(HostName host) {
        try {
            return scene.core.networks().start(host, RED, false);
        } catch (GuestnetException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatOthersDeletedIsMadeAgain() throws GuestnetException {
        join(KVM1, tunnel(CLEAR));
        join(KVM2, tunnel(CLEAR));
        awaitUp(KVM1, 1);
        int made = links(KVM1).size();
        try (LinkSession other = scene.driver.open(Scene.host(KVM1, Hypervisor.QEMU), scene.core.secrets())) {
            other.remove(links(KVM1));
        }
        assertThat(links(KVM1)).isEmpty();
        until(() -> links(KVM1).size() == made);
    }

    @Test
    void aManagerThatBeginsLeavesWhatItDoesNotKnowYet() throws GuestnetException {
        join(KVM1, tunnel(CLEAR));
        join(KVM2, tunnel(CLEAR));
        awaitUp(KVM1, 1);
        until(() -> links(KVM1).size() == 2);
        scene.sim(KVM2).faults().hangAll();
        scene.restartWithout(KVM2);
        tunnels();
        LinkSteps before = scene.sim(KVM1).linkSteps();
        until(() -> scene.sim(KVM1).linkSteps().since(before).looks() >= 2);
        assertThat(links(KVM1)).hasSize(2); // its peer is silent, and may be well
    }

    @Test
    void forwardingEntriesFollowAGuest() throws GuestnetException {
        for (HostName host : List.of(KVM1, KVM2, KVM3)) {
            join(host, tunnel(CLEAR));
        }
        for (HostName host : List.of(KVM1, KVM2, KVM3)) {
            awaitUp(host, 2);
        }
        scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        until(() -> forwarded(KVM3).equals(member(KVM1).endpoint()));
        scene.migrate("web1", KVM2, MigrateOptions.defaults());
        until(() -> forwarded(KVM3).equals(member(KVM2).endpoint()));
        until(() -> forwarded(KVM1).equals(member(KVM2).endpoint()));
        assertThat(forwarded(KVM2)).isEmpty();
    }

    /** Where frames for the guest go from a host; empty if they are flooded. */
    private Optional<IpAddress> forwarded(HostName host) {
        return links(host).stream()
                .filter(ForwardingEntry.class::isInstance)
                .map(e -> ((ForwardingEntry) e).peer())
                .reduce((first, last) -> last);
    }

    @Test
    void tunnelsStayWhileNobodyUnderstandsThem() throws GuestnetException {
        join(KVM1, tunnel(CLEAR));
        join(KVM2, tunnel(CLEAR));
        until(() -> links(KVM1).size() == 2);
        scene.restart();
        scene.core.add(scene.driver);
        LinkSteps before = scene.sim(KVM1).linkSteps();
        until(() -> scene.sim(KVM1).linkSteps().since(before).looks() >= 2);
        assertThat(links(KVM1)).hasSize(2);
        scene.core.add("tunnel", new TunnelNetworkType());
        VxlanUplinkProvider vxlan = new VxlanUplinkProvider(List.of());
        scene.core.add("vxlan", vxlan);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> member(KVM1).peers().size() == 1);
        awaitUp(KVM1, 1);
        scene.core.remove(vxlan);
        LinkSteps gone = scene.sim(KVM1).linkSteps();
        until(() -> scene.sim(KVM1).linkSteps().since(gone).looks() >= 2);
        assertThat(links(KVM1)).hasSize(2);
    }

    @Test
    void oneNetworksTroubleLeavesTheOthersAlone() throws GuestnetException {
        join(KVM1, tunnel(CLEAR));
        awaitUp(KVM1, 0);
        String blue = tunnel(CLEAR).replace("red-network", "blue").replace("4711", "4712");
        scene.define(KVM1, at(KVM1, blue));
        scene.sim(KVM1).faults().failNext(SimCall.LINK_MAKE);
        scene.core.networks().start(KVM1, new NetworkName("blue"), false);
        until(() -> scene.core.networks().mesh(new NetworkName("blue")).get(0).state() == State.UP);
        assertThat(member(KVM1).state()).isEqualTo(State.UP);
    }

    @Test
    void keysAreRotated() throws GuestnetException {
        join(KVM1, tunnel(KEYED));
        join(KVM2, tunnel(KEYED));
        awaitUp(KVM1, 1);
        String before = scene.core.secrets().secret(new SecretName("red-key"));
        List<MeshMember> after = scene.core.networks().rotateKey(RED);
        assertThat(after).allMatch(m -> m.problem().isEmpty());
        assertThat(scene.core.secrets().secret(new SecretName("red-key"))).isNotEqualTo(before);
        awaitUp(KVM1, 1);
        awaitUp(KVM2, 1);
    }

    @Test
    void aMeshWithoutKeysHasNoneToRotate() throws GuestnetException {
        join(KVM1, tunnel(CLEAR));
        assertThat(catchThrowableOfType(
                                GuestnetException.class,
                                () -> scene.core.networks().rotateKey(RED))
                        .code())
                .isEqualTo(Codes.INVALID_ARGUMENT);
    }

    @Test
    void endsThatCannotMeetAreRefusedNamingBoth() throws GuestnetException {
        join(KVM1, tunnel(CLEAR));
        GuestnetException other = refused(KVM2, tunnel(CLEAR.replace("4711", "4712")));
        assertThat(other.code()).isEqualTo(Codes.TUNNEL_CONFLICT);
        assertThat(other.getMessage()).contains("host kvm1", "id 4712", "id 4711");
        assertThat(refused(KVM2, tunnel(KEYED)).getMessage()).contains("in clear there");
        assertThat(refused(KVM1, tunnel(CLEAR).replace("red-network", "blue")).getMessage())
                .contains("network 'red-network' of this host has the same tunnel");
    }

    @Test
    void aRunningNetworkIsJudgedAsItRunsAndNotAsItWillBe() throws GuestnetException {
        String plain = "<network type='bridge'><name>red-network</name><bridge name='br0'/></network>";
        scene.define(KVM2, plain);
        scene.core.networks().start(KVM2, RED, false);
        scene.core
                .networks()
                .define(KVM2, at(KVM2, tunnel(CLEAR)), DefineOptions.defaults().withReplace(true));
        join(KVM1, tunnel(CLEAR));
        assertThat(scene.core.networks().mesh(RED)).extracting(MeshMember::host).containsExactly(KVM1);
        scene.core.networks().stop(KVM2, RED, false);
        scene.core.networks().start(KVM2, RED, false);
        awaitUp(KVM2, 1);
        scene.core.networks().define(KVM2, plain, DefineOptions.defaults().withReplace(true));
        awaitUp(KVM2, 1); // its tunnel stays until it is restarted
        assertThat(links(KVM2)).isNotEmpty();
    }

    @Test
    void aMeshThatNobodyBridgesToAWireIsAnotherWire() throws GuestnetException {
        join(KVM1, tunnel(CLEAR));
        scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        String bridge = "<network type='bridge'><name>red-network</name><bridge name='br0'/>%s</network>";
        scene.define(KVM2, bridge.formatted(""));
        scene.core.networks().start(KVM2, RED, false);
        MigrateOptions dry =
                MigrateOptions.defaults().withDryRun(true).accepting(Set.of(Codes.MTU_SMALLER, Codes.TUNNEL_MTU));
        GuestnetException refused =
                catchThrowableOfType(GuestnetException.class, () -> scene.migrate("web1", KVM2, dry));
        assertThat(refused.findings()).extracting(Finding::code).containsExactly(Codes.LOCAL_SCOPE);
        scene.sim(KVM3).addDevice(HostDevice.of(new DeviceName("br0"), "bridge"));
        join(KVM3, bridge.formatted(CLEAR));
        awaitUp(KVM3, 1);
        scene.migrate("web1", KVM2, dry);
    }

    @Test
    void twoNetworksDoNotTakeTheSameOfAHost() throws GuestnetException {
        String red = tunnel(KEYED.replace("type='ipsec'", "type='at-port' port='20000'"));
        String blue = red.replace("red-network", "blue").replace("4711", "4712");
        scene.define(KVM1, at(KVM1, red));
        GuestnetException e = refused(KVM1, blue);
        assertThat(e.code()).isEqualTo(Codes.TUNNEL_CONFLICT);
        assertThat(e).hasMessageContaining("network 'red-network' of this host has taken UDP port 20000");
        scene.define(KVM1, at(KVM1, blue.replace("20000", "20001")));
    }

    @Test
    void hostsWhoseAddressesNeverMeetAreTold() throws GuestnetException {
        join(KVM1, tunnel(CLEAR));
        join(KVM2, tunnel(CLEAR));
        awaitUp(KVM1, 1);
        scene.sim(KVM2).setAddresses(underlay(KVM2), List.of(IpAddress.parse("2001:db8::2")));
        until(() -> member(KVM1).problem().contains("of different versions of IP"));
        assertThat(member(KVM1).state()).isEqualTo(State.DOWN);
        IpAddress taken = member(KVM1).endpoint().orElseThrow();
        scene.sim(KVM2).setAddresses(underlay(KVM2), List.of(taken));
        until(() -> member(KVM2).problem().equals("address " + taken + " is another host's too"));
        assertThat(links(KVM2)).isEmpty(); // nothing that would let it pass for the other
        assertThat(member(KVM1).state()).isEqualTo(State.UP);
        GuestnetException refused = refused(KVM2, tunnel(CLEAR));
        assertThat(refused.code()).isEqualTo(Codes.TUNNEL_CONFLICT);
        assertThat(refused.getMessage()).contains("it cannot meet host kvm1: both have address " + taken);
    }

    @Test
    void networksWhoseNamesHaveTheSameHashAreNotBothOnAHost() throws GuestnetException {
        scene.define(KVM1, at(KVM1, tunnel(CLEAR).replace("red-network", "net17957")));
        String same = tunnel(CLEAR).replace("red-network", "net21265").replace("4711", "4712");
        assertThat(refused(KVM1, same).getMessage()).contains("network 'net17957'", "call this network something else");
        scene.define(KVM2, at(KVM2, same));
    }

    @Test
    void aBridgeIsJoinedToOneMeshAndHasANameThatProgramsTake() throws GuestnetException {
        String bridge = "<network type='bridge'><name>%s</name><bridge name='%s'/>" + CLEAR + "</network>";
        join(KVM2, bridge.formatted("red-network", "br0"));
        assertThat(refused(KVM2, bridge.formatted("blue", "br0").replace("4711", "4712"))
                        .getMessage())
                .contains("network 'red-network' joins bridge br0 already");
        assertThat(refused(KVM1, bridge.formatted("red-network", "br;x")).getMessage())
                .contains("letters, digits");
    }

    @Test
    void gatewaysThatGiveTheSameAddressesAreRefused() throws GuestnetException {
        String nat = "<network type='virtual'><name>red-network</name><forward mode='nat'/><bridge name='virbr7'/>"
                + "<ip address='192.0.2.%s' netmask='255.255.255.0'><dhcp><range start='192.0.2.%s' end='192.0.2.%s'/></dhcp></ip>"
                + CLEAR + "</network>";
        join(KVM1, nat.formatted("1", "10", "20"));
        assertThat(refused(KVM2, nat.formatted("1", "30", "40")).getMessage())
                .contains("the gateway's address 192.0.2.1 is given by host kvm1 too");
        assertThat(refused(KVM2, nat.formatted("2", "20", "40")).getMessage())
                .contains("192.0.2.20 to 192.0.2.40 is given by host kvm1 too");
        join(KVM2, nat.formatted("2", "30", "40"));
        awaitUp(KVM2, 1);
    }

    @Test
    void ofTwoBridgesOnOneWireOneStandsBy() throws GuestnetException {
        String bridge = "<network type='bridge'><name>red-network</name><bridge name='br0'/>" + CLEAR + "</network>";
        scene.sim(KVM1).addDevice(HostDevice.of(new DeviceName("br0"), "bridge"));
        join(KVM2, bridge);
        awaitUp(KVM2, 0);
        until(() -> links(KVM2).size() == 1);
        scene.core.hosts().refresh(KVM2);
        assertThat(scene.define(KVM1, at(KVM1, bridge)).findings())
                .extracting(Finding::code)
                .contains(Codes.TUNNEL_CONFLICT);
        scene.core.networks().start(KVM1, RED, false);
        until(() -> member(KVM1).state() == State.STANDBY);
        assertThat(member(KVM1).problem()).contains("kvm2");
        assertThat(links(KVM1)).isEmpty();
        scene.core.networks().stop(KVM2, RED, false);
        awaitUp(KVM1, 0);
    }

    @Test
    void aGuestIsNotMovedToAHostThatIsNotJoined() throws GuestnetException {
        join(KVM1, tunnel(KEYED));
        join(KVM2, tunnel(KEYED));
        awaitUp(KVM1, 1);
        scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        for (int i = 0; i < 20; i++) {
            scene.sim(KVM2).faults().failNext(SimCall.LINK_LOOK);
        }
        until(() -> member(KVM2).state() == State.DOWN);
        GuestnetException refused = catchThrowableOfType(
                GuestnetException.class, () -> scene.migrate("web1", KVM2, MigrateOptions.defaults()));
        assertThat(refused.findings()).extracting(Finding::code).contains(Codes.TUNNEL_DOWN);
    }
}
