/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.link.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.guestnet.driver.link.LinkDriver;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.IpAddress;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.HostCommand;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LinkSession} keeps, whatever is behind it. Extend it, and say which driver, which host and which bridges it has.
 * Links of ours that a test leaves behind are removed after it, so the host may be kept from one test to the next.
 */
public abstract class LinkSessionContract {

    private static final NetworkName RED = new NetworkName("red-network");
    private static final NetworkName BLUE = new NetworkName("blue-network");
    private static final IpAddress PEER = IpAddress.parse("192.0.2.2");
    private static final IpAddress OTHER = IpAddress.parse("192.0.2.3");

    /** The secrets that the session is given. */
    protected final MemorySecrets secrets = new MemorySecrets();

    /** The session under test. */
    protected LinkSession session;

    /** The driver under test. */
    protected abstract LinkDriver driver();

    /** The host whose links are made; its IPsec daemon runs. */
    protected abstract Host host();

    /** An address of the host to which nothing is encrypted. */
    protected abstract IpAddress underlay();

    /** Has the host make a bridge as libvirt does when a network is started; one that is there stays. */
    protected abstract void makeBridge(DeviceName bridge);

    /** Takes the bridge away; its ports stay, without a master. */
    protected abstract void removeBridge(DeviceName bridge);

    @BeforeEach
    void open() throws GuestnetException {
        session = driver().open(host(), secrets);
        makeBridge(LinkNames.bridge(RED));
        makeBridge(LinkNames.bridge(BLUE));
    }

    @AfterEach
    void clean() throws GuestnetException {
        session.remove(session.look(List.of()).leftOver());
        session.close();
        removeBridge(LinkNames.bridge(RED));
        removeBridge(LinkNames.bridge(BLUE));
    }

    private static Vxlan vxlan(NetworkName network, int id, IpAddress local) {
        return new Vxlan(LinkNames.vxlan(network), id, local, 4789, 1360, LinkNames.bridge(network));
    }

    private List<LinkResource> clear(NetworkName network, int id) {
        DeviceName device = LinkNames.vxlan(network);
        return List.of(
                vxlan(network, id, underlay()),
                new PortFilter(device),
                new FloodEntry(device, PEER),
                new FloodEntry(device, OTHER),
                new ForwardingEntry(device, new MacAddress("52:54:00:00:00:01"), PEER));
    }

    private List<LinkResource> encrypted() {
        IpAddress inner = LinkNames.inner(RED, underlay());
        IpAddress peer = LinkNames.inner(RED, PEER);
        DeviceName device = LinkNames.vxlan(RED);
        return List.of(
                new InnerAddress(inner),
                new ArrivalGuard(device, 4711, 4789, Optional.empty()),
                vxlan(RED, 4711, inner),
                new PortFilter(device),
                new Unroutable(peer),
                tunnel(inner, peer),
                new FloodEntry(device, peer));
    }

    private EncryptedTunnel tunnel(IpAddress inner, IpAddress peer) {
        Means key = Means.of("ipsec").with(new SecretName("contract-key"));
        return new EncryptedTunnel(LinkNames.tunnel(RED, PEER), underlay(), PEER, inner, peer, 1438, key);
    }

    private void isThere(List<LinkResource> wanted) throws GuestnetException {
        LinkReport report = session.look(wanted);
        assertThat(report.missing()).isEmpty();
        assertThat(report.leftOver()).isEmpty();
    }

    @Test
    void itServesItsHost() {
        assertThat(driver().serves(host())).isTrue();
    }

    @Test
    void allIsMissingAtFirstInTheOrderThatWasAsked() throws GuestnetException {
        LinkReport report = session.look(encrypted());
        assertThat(report.missing()).isEqualTo(encrypted());
        assertThat(report.leftOver()).isEmpty();
        assertThat(report.traffic()).isEmpty();
    }

    @Test
    void addressesOfDevicesAreTold() throws GuestnetException {
        assertThat(session.look(List.of()).addresses().values()).anyMatch(all -> all.contains(underlay()));
    }

    @Test
    void whatWasMadeIsThereAndGoesAgain() throws GuestnetException {
        session.make(clear(RED, 4711));
        isThere(clear(RED, 4711));
        assertThat(session.look(clear(RED, 4711)).traffic()).containsOnlyKeys(LinkNames.vxlan(RED));

        session.remove(clear(RED, 4711));
        assertThat(session.look(clear(RED, 4711)).missing()).isEqualTo(clear(RED, 4711));
        isThere(List.of());
    }

    @Test
    void anEncryptedEndIsThereAndGoesAgain() throws GuestnetException {
        session.make(encrypted());
        isThere(encrypted());

        session.remove(encrypted());
        assertThat(session.look(encrypted()).missing()).isEqualTo(encrypted());
        isThere(List.of());
    }

    @Test
    void makingAndRemovingAgainChangesNothing() throws GuestnetException {
        session.remove(encrypted());
        session.make(encrypted());
        session.make(encrypted());
        isThere(encrypted());
        session.remove(encrypted());
        session.remove(encrypted());
        isThere(List.of());
    }

    @Test
    void whatIsOursAndUnwantedIsLeftOver() throws GuestnetException {
        session.make(encrypted());
        session.make(clear(BLUE, 4712));

        List<LinkResource> leftOver = session.look(clear(BLUE, 4712)).leftOver();
        assertThat(leftOver.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(
                        InnerAddress.class,
                        ArrivalGuard.class,
                        PortFilter.class,
                        Unroutable.class,
                        EncryptedTunnel.class,
                        Vxlan.class);
        session.remove(leftOver);
        isThere(clear(BLUE, 4712));
    }

    @Test
    void aPeerThatIsNotWantedAnyMoreIsLeftOver() throws GuestnetException {
        session.make(clear(RED, 4711));
        List<LinkResource> fewer = new ArrayList<>(clear(RED, 4711));
        FloodEntry gone = new FloodEntry(LinkNames.vxlan(RED), OTHER);
        fewer.remove(gone);

        assertThat(session.look(fewer).leftOver()).containsExactly(gone);
        session.remove(List.of(gone));
        isThere(fewer);
    }

    @Test
    void aHintOfAGuestIsNeverLeftOverAndFollowsTheGuest() throws GuestnetException {
        session.make(clear(RED, 4711));
        List<LinkResource> moved = new ArrayList<>(clear(RED, 4711));
        MacAddress mac = new MacAddress("52:54:00:00:00:01");
        moved.remove(new ForwardingEntry(LinkNames.vxlan(RED), mac, PEER));
        isThere(moved);

        moved.add(new ForwardingEntry(LinkNames.vxlan(RED), mac, OTHER));
        session.make(moved);
        isThere(moved);
    }

    @Test
    void aDeviceThatIsThereOtherwiseIsMissingAndIsMadeAsItIsToBe() throws GuestnetException {
        session.make(clear(RED, 4711));
        for (Vxlan other : List.of(
                vxlan(RED, 4713, underlay()),
                new Vxlan(LinkNames.vxlan(RED), 4713, underlay(), 4790, 1360, LinkNames.bridge(RED)),
                new Vxlan(LinkNames.vxlan(RED), 4713, underlay(), 4790, 1300, LinkNames.bridge(BLUE)))) {
            List<LinkResource> wanted = new ArrayList<>(clear(RED, 4711));
            wanted.set(0, other);
            assertThat(session.look(wanted).missing()).contains(other);
            session.make(wanted);
            isThere(wanted);
        }
    }

    @Test
    void aDeviceThatLostItsBridgeIsMissingUntilTheBridgeIsBack() throws GuestnetException {
        session.make(clear(RED, 4711));
        removeBridge(LinkNames.bridge(RED));
        assertThat(session.look(clear(RED, 4711)).missing()).containsExactly(vxlan(RED, 4711, underlay()));

        makeBridge(LinkNames.bridge(RED));
        session.make(clear(RED, 4711));
        isThere(clear(RED, 4711));
    }

    @Test
    void oneNetworkWithoutBridgeDoesNotStopTheOthers() throws GuestnetException {
        removeBridge(LinkNames.bridge(RED));
        List<LinkResource> both = Stream.concat(clear(RED, 4711).stream(), clear(BLUE, 4712).stream())
                .toList();

        GuestnetException refused = catchThrowableOfType(GuestnetException.class, () -> session.make(both));

        assertThat(refused.findings()).hasSize(1);
        Finding finding = refused.findings().get(0);
        assertThat(finding.code()).isEqualTo(Codes.HOST_REFUSED);
        assertThat(finding.host()).contains(host().name());
        assertThat(finding.detail()).contains(LinkNames.bridge(RED).value());
        assertThat(session.look(both).missing()).doesNotContainAnyElementsOf(clear(BLUE, 4712));
        assertThat(session.look(clear(BLUE, 4712)).missing()).isEmpty();
    }

    @Test
    void aTunnelWithoutItsOtherEndIsDownAndSaysSo() throws GuestnetException {
        session.make(encrypted());
        TunnelReport report = session.look(encrypted()).tunnels().get(LinkNames.tunnel(RED, PEER));
        assertThat(report.up()).isFalse();
        assertThat(report.problem()).isNotEmpty();
    }

    @Test
    void aTunnelWithAnotherKeyIsMissing() throws GuestnetException {
        session.make(encrypted());
        secrets.rotate(new SecretName("contract-key"));
        assertThat(session.look(encrypted()).missing()).hasSize(1).first().isInstanceOf(EncryptedTunnel.class);
        session.make(encrypted());
        isThere(encrypted());
    }

    @Test
    void manyPeersAreMadeAndSeen() throws GuestnetException {
        List<LinkResource> mesh = new ArrayList<>(clear(RED, 4711));
        for (int peer = 10; peer < 250; peer++) {
            mesh.add(new FloodEntry(LinkNames.vxlan(RED), IpAddress.parse("198.51.100." + peer)));
        }
        session.make(mesh);
        isThere(mesh);
        Collections.reverse(mesh);
        session.remove(mesh);
        isThere(List.of());
    }

    @Test
    void aCommandIsDoneOnceAndUndone() throws GuestnetException {
        String file = "/run/guestnet-contract";
        List<LinkResource> wanted = List.of(new HostCommand(
                "contract",
                List.of("test", "-e", file),
                List.of("mkdir", file),
                List.of("rmdir", file),
                Optional.empty()));
        session.make(wanted);
        session.make(wanted);
        isThere(wanted);
        session.remove(wanted);
        session.remove(wanted);
        assertThat(session.look(wanted).missing()).isEqualTo(wanted);
    }

    @Test
    void aSessionCanBeClosedTwice() {
        session.close();
        session.close();
        assertThat(catchThrowableOfType(GuestnetException.class, () -> session.look(List.of())))
                .isNotNull();
        try {
            session = driver().open(host(), secrets);
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }
}
