/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.IpAddress;
import org.guestnet.model.MacAddress;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.HostCommand;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.Vxlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links of a simulated host: what is made, what is seen, what is lost. */
class SimLinksTest {

    private static final IpAddress HERE = IpAddress.parse("192.0.2.11");
    private static final IpAddress PEER = IpAddress.parse("192.0.2.12");
    private static final DeviceName BRIDGE = new DeviceName("gbred");
    private static final DeviceName DEVICE = LinkNames.vxlan(Try.RED);
    private static final Vxlan VXLAN = new Vxlan(DEVICE, 4711, HERE, 4789, 1450, BRIDGE);
    private static final FloodEntry FLOOD = new FloodEntry(DEVICE, PEER);
    private static final ForwardingEntry FORWARD =
            new ForwardingEntry(DEVICE, new MacAddress("52:54:00:00:00:09"), PEER);
    private static final List<LinkResource> MESH = List.of(VXLAN, new PortFilter(DEVICE), FLOOD, FORWARD);

    private final SimDriver driver = new SimDriver(SimOptions.forTests());
    private final SimHost host = driver.host("kvm1");
    private final MemorySecrets secrets = new MemorySecrets();
    private LinkSession links;
    private HostSession session;

    @BeforeEach
    void startNetwork() throws GuestnetException {
        session = Try.open(driver, "kvm1");
        Try.running(session, Try.network("<bridge name='gbred'/>"));
        links = driver.open(Try.host("kvm1"), secrets);
    }

    private List<LinkResource> missing() throws GuestnetException {
        return links.look(MESH).missing();
    }

    @Test
    void whatIsMadeIsThereAndNothingElseWasMissing() throws GuestnetException {
        assertThat(missing()).isEqualTo(MESH);
        links.make(MESH);
        LinkReport report = links.look(MESH);
        assertThat(report.missing()).isEmpty();
        assertThat(report.leftOver()).isEmpty();
        assertThat(report.traffic()).containsOnlyKeys(DEVICE);
        assertThat(host.linkResources()).isEqualTo(MESH);
    }

    @Test
    void aVxlanIsADeviceOfItsHost() throws GuestnetException {
        links.make(MESH);
        HostDevice device = session.observe().devices().stream()
                .filter(d -> d.name().equals(DEVICE))
                .findFirst()
                .orElseThrow();
        assertThat(device.master()).contains(BRIDGE);
        assertThat(device.mtu()).hasValue(1450);
    }

    @Test
    void lookChangesNothing() throws GuestnetException {
        missing();
        assertThat(host.linkResources()).isEmpty();
    }

    @Test
    void whatIsNotWantedIsLeftOverExceptWhatNoHostTells() throws GuestnetException {
        HostCommand command =
                new HostCommand("k", List.of("a"), List.of("b"), List.of("c"), java.util.Optional.empty());
        links.make(MESH);
        links.make(List.of(command));
        assertThat(links.look(List.of(VXLAN)).leftOver()).containsExactly(new PortFilter(DEVICE), FLOOD);
        assertThat(links.look(List.of()).leftOver()).containsExactly(VXLAN, new PortFilter(DEVICE));
    }

    @Test
    void aVxlanWithoutItsBridgeIsRefusedAndAllElseIsMade() throws GuestnetException {
        session.stopNetwork(Try.RED);
        InnerAddress inner = new InnerAddress(LinkNames.inner(Try.RED, HERE));
        Try.refused(Codes.HOST_REFUSED, () -> links.make(List.of(VXLAN, FLOOD, inner)));
        assertThat(host.linkResources()).containsExactly(inner);
    }

    @Test
    void anEntryWithoutItsDeviceIsRefused() {
        Try.refused(Codes.HOST_REFUSED, () -> links.make(List.of(FLOOD)));
        Try.refused(Codes.HOST_REFUSED, () -> links.make(List.of(FORWARD)));
        assertThat(host.linkResources()).isEmpty();
    }

    @Test
    void aForeignDeviceOfThatNameIsLeftAlone() {
        host.addDevice(HostDevice.of(DEVICE, "ethernet"));
        Try.refused(Codes.HOST_REFUSED, () -> links.make(List.of(VXLAN)));
        assertThat(host.linkResources()).isEmpty();
    }

    @Test
    void aDeviceThatSomebodyDeletesTakesItsEntriesWithIt() throws GuestnetException {
        links.make(MESH);
        host.removeDevice(DEVICE);
        assertThat(missing()).containsExactly(VXLAN, FLOOD, FORWARD);
        links.make(missing());
        assertThat(missing()).isEmpty();
    }

    @Test
    void aNetworkThatIsRestartedHasLostItsPortAndNoEntry() throws GuestnetException {
        links.make(MESH);
        session.stopNetwork(Try.RED);
        session.startNetwork(Try.RED);
        assertThat(missing()).containsExactly(VXLAN);
        links.make(missing());
        assertThat(missing()).isEmpty();
    }

    @Test
    void aRebootLosesAllAndADaemonsRestartNothing() throws GuestnetException {
        links.make(MESH);
        host.die();
        Try.refused(Codes.HOST_DOWN, () -> links.look(MESH));
        host.revive();
        links = driver.open(Try.host("kvm1"), secrets);
        assertThat(missing()).isEmpty();

        host.reboot();
        assertThat(host.linkResources()).isEmpty();
        assertThat(host.report().devices()).extracting(HostDevice::name).doesNotContain(DEVICE);
    }

    @Test
    void whatIsOtherwiseIsReplaced() throws GuestnetException {
        links.make(MESH);
        Vxlan smaller = new Vxlan(DEVICE, 4711, HERE, 4789, 1368, BRIDGE);
        assertThat(links.look(List.of(smaller, FLOOD)).missing()).containsExactly(smaller);
        assertThat(links.look(List.of(smaller)).leftOver()).doesNotContain(VXLAN);
        links.make(List.of(smaller));
        assertThat(links.look(List.of(smaller, FLOOD, FORWARD)).missing()).isEmpty();

        Vxlan other = new Vxlan(DEVICE, 4712, HERE, 4789, 1368, BRIDGE);
        links.make(List.of(other));
        assertThat(links.look(List.of(other, FLOOD)).missing()).containsExactly(FLOOD);
    }

    @Test
    void aGuestThatMovedIsForwardedElsewhere() throws GuestnetException {
        links.make(MESH);
        ForwardingEntry moved = new ForwardingEntry(DEVICE, FORWARD.mac(), IpAddress.parse("192.0.2.13"));
        links.make(List.of(moved));
        assertThat(host.linkResources()).contains(moved).doesNotContain(FORWARD);
    }

    @Test
    void whatIsRemovedIsGoneAndAskingAgainDoesNoHarm() throws GuestnetException {
        links.make(MESH);
        links.remove(List.of(FLOOD));
        links.remove(List.of(FLOOD));
        assertThat(missing()).containsExactly(FLOOD);
        links.remove(MESH);
        assertThat(host.linkResources()).isEmpty();
        assertThat(host.report().devices()).extracting(HostDevice::name).doesNotContain(DEVICE);
    }

    @Test
    void stepsAreCounted() throws GuestnetException {
        links.make(MESH);
        LinkSteps before = host.linkSteps();
        missing();
        links.make(List.of(VXLAN, FLOOD)); // there already
        links.make(List.of(new FloodEntry(DEVICE, IpAddress.parse("192.0.2.13"))));
        assertThat(host.linkSteps().since(before)).isEqualTo(new LinkSteps(1, 2, 1));
    }

    @Test
    void faultsStrikeEachCall() throws GuestnetException {
        host.faults().failNext(SimCall.LINK_OPEN);
        Try.refused(Codes.HOST_REFUSED, () -> driver.open(Try.host("kvm1"), secrets));
        host.faults().failNext(SimCall.LINK_LOOK);
        Try.refused(Codes.HOST_REFUSED, this::missing);
        host.faults().failNext(SimCall.LINK_MAKE);
        Try.refused(Codes.HOST_REFUSED, () -> links.make(MESH));
        assertThat(host.linkResources()).isEmpty();
        host.faults().hangNext(SimCall.LINK_MAKE, Moment.AFTER);
        Try.refused(Codes.HOST_TIMEOUT, () -> links.make(MESH));
        assertThat(missing()).isEmpty();
        host.faults().failNext(SimCall.LINK_REMOVE);
        Try.refused(Codes.HOST_REFUSED, () -> links.remove(MESH));
        host.faults().failNext(SimCall.LINK_RENEW);
        Try.refused(Codes.HOST_REFUSED, () -> links.renew(List.of()));
    }

    @Test
    void aHungHostHangsAndAClosedSessionHasEnded() throws GuestnetException {
        Hang hang = host.faults().hangAll();
        Try.refused(Codes.HOST_TIMEOUT, this::missing);
        Try.refused(Codes.HOST_TIMEOUT, () -> driver.open(Try.host("kvm1"), secrets));
        hang.release();
        host.faults().clear();
        assertThat(missing()).isEqualTo(MESH);
        links.close();
        links.close();
        Try.refused(Codes.HOST_DOWN, this::missing);
    }

    @Test
    void servesSimulatedHostsOnly() {
        Host real = new Host(new HostName("kvm1"), HostAddress.parse("ssh://root@kvm1"), Hypervisor.QEMU);
        assertThat(driver.serves(Try.host("kvm1"))).isTrue();
        assertThat(driver.serves(real)).isFalse();
    }

    @Test
    void addressesOfHostsToTryAreKnownAndFollowTheirDevices() throws GuestnetException {
        DeviceName eth0 = new DeviceName("eth0");
        assertThat(links.look(List.of()).addresses().get(eth0)).containsExactly(HERE);
        host.renameDevice(eth0, new DeviceName("lan0"));
        assertThat(links.look(List.of()).addresses()).containsKey(new DeviceName("lan0"));
        host.setAddresses(new DeviceName("lan0"), List.of(PEER));
        assertThat(links.look(List.of()).addresses().get(new DeviceName("lan0")))
                .containsExactly(PEER);
        host.removeDevice(new DeviceName("lan0"));
        assertThat(links.look(List.of()).addresses()).doesNotContainKey(new DeviceName("lan0"));
    }

    @Test
    void addressesInsideAreOnTheLoopbackDevice() throws GuestnetException {
        InnerAddress inner = new InnerAddress(LinkNames.inner(Try.RED, HERE));
        links.make(List.of(inner, new ArrivalGuard(DEVICE, 1, 4789, Optional.empty())));
        assertThat(links.look(List.of()).addresses().get(new DeviceName("lo"))).contains(inner.address());
    }

    @Test
    void noTwoHostsOfASeriesHaveOneAddress() {
        List<IpAddress> all = new ArrayList<>();
        for (String series : List.of("kvm", "host", "rack7-")) {
            IntStream.rangeClosed(1, 2000).forEach(i -> all.add(SimAddresses.of(series + i)));
        }
        assertThat(all).doesNotHaveDuplicates().allMatch(IpAddress::isRoutable);
        assertThat(SimAddresses.of("kvm3")).hasToString("192.0.2.13");
        assertThat(SimAddresses.of("sriov")).isNotEqualTo(SimAddresses.of("other"));
    }
}
