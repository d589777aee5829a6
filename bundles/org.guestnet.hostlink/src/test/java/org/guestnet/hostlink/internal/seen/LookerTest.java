/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.guestnet.hostlink.internal.shell.FakeEncryption;
import org.guestnet.hostlink.internal.shell.FakeShell;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.IpAddress;
import org.guestnet.model.MacAddress;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;
import org.guestnet.spi.HostAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With what hosts said: iproute2 6.1, nft 1.0.6. */
class LookerTest {

    private static final DeviceName DEVICE = new DeviceName("gx0000000001");
    private static final IpAddress LOCAL = IpAddress.parse("fd67:6e74::1:1");
    private static final IpAddress PEER = IpAddress.parse("fd67:6e74::1:2");
    private static final Vxlan VXLAN = new Vxlan(DEVICE, 4711, LOCAL, 4789, 1360, new DeviceName("gb0000000001"));
    private static final PortFilter FILTER = new PortFilter(DEVICE);

    private final FakeShell shell = new FakeShell();
    private final Looker looker = new Looker(shell, List.of(new FakeEncryption()));

    private void recorded() {
        shell.saysFile("ip -d -j -s address show", "address.json");
        shell.saysFile("bridge -j fdb show", "fdb.json");
        shell.saysFile("ip -6 -j route show proto 97 type prohibit", "route.json");
        shell.says(FakeEncryption.LIST, "gx0000000001-b 1\ngx0000000002-b 2");
        shell.says(FakeEncryption.STATES, "gx0000000001-b");
        shell.says(
                "nft -j list tables",
                "{\"nftables\": [{\"metainfo\": {\"version\": \"1.0.6\"}},"
                        + " {\"table\": {\"family\": \"bridge\", \"name\": \"guestnet_gx0000000001\", \"handle\": 1}},"
                        + " {\"table\": {\"family\": \"inet\", \"name\": \"guestnet_gx0000000001_4711_4789_v2\", \"handle\": 2}},"
                        + " {\"table\": {\"family\": \"inet\", \"name\": \"guestnet_other\", \"handle\": 3}},"
                        + " {\"table\": {\"family\": \"ip\", \"name\": \"guestnet_gx0000000001\", \"handle\": 4}}]}");
    }

    @Test
    void whatIsThereIsSeen() throws Exception {
        recorded();
        Snapshot seen = looker.look(List.of());
        for (LinkResource there : List.of(
                VXLAN,
                FILTER,
                new ArrivalGuard(DEVICE, 4711, 4789, Optional.empty()),
                new InnerAddress(LOCAL),
                new Unroutable(PEER),
                new FloodEntry(DEVICE, PEER),
                new ForwardingEntry(DEVICE, new MacAddress("52:54:00:00:00:99"), PEER))) {
            assertThat(seen.has(there)).as(there.toString()).isTrue();
        }
        assertThat(seen.addresses().get(new DeviceName("lo"))).contains(LOCAL, IpAddress.parse("127.0.0.1"));
        assertThat(seen.addresses().get(new DeviceName("eth0"))).contains(IpAddress.parse("192.0.2.1"));
        assertThat(seen.traffic(DEVICE).orElseThrow().sent()).isPositive();
        assertThat(seen.traffic(new DeviceName("eth0"))).isEmpty();
    }

    @Test
    void whatIsThereOtherwiseIsNot() throws Exception {
        recorded();
        Snapshot seen = looker.look(List.of());
        for (LinkResource other : List.of(
                new Vxlan(DEVICE, 4712, LOCAL, 4789, 1360, VXLAN.bridge()),
                new Vxlan(DEVICE, 4711, PEER, 4789, 1360, VXLAN.bridge()),
                new Vxlan(DEVICE, 4711, LOCAL, 4790, 1360, VXLAN.bridge()),
                new Vxlan(DEVICE, 4711, LOCAL, 4789, 1400, VXLAN.bridge()),
                new Vxlan(DEVICE, 4711, LOCAL, 4789, 1360, new DeviceName("br0")),
                new ArrivalGuard(DEVICE, 4712, 4789, Optional.empty()),
                new PortFilter(new DeviceName("gx0000000002")),
                new InnerAddress(PEER),
                new Unroutable(LOCAL),
                new FloodEntry(DEVICE, LOCAL),
                new ForwardingEntry(DEVICE, new MacAddress("52:54:00:00:00:99"), LOCAL))) {
            assertThat(seen.has(other)).as(other.toString()).isFalse();
        }
    }

    @Test
    void whatIsUnwantedAndOursIsLeftOver() throws Exception {
        recorded();
        Snapshot seen = looker.look(List.of());
        List<LinkResource> all = new LeftOvers(seen, List.of()).all();
        assertThat(all)
                .contains(VXLAN, FILTER, new ArrivalGuard(DEVICE, 4711, 4789, Optional.empty()), new Unroutable(PEER));
        assertThat(all.stream().filter(EncryptedTunnel.class::isInstance).map(t -> ((EncryptedTunnel) t).name()))
                .containsExactlyInAnyOrder("gx0000000001-b", "gx0000000002-b");
        assertThat(all).noneMatch(FloodEntry.class::isInstance); // it goes with its device
        assertThat(new LeftOvers(seen, List.of(VXLAN)).all()).contains(new FloodEntry(DEVICE, PEER));
        assertThat(new LeftOvers(seen, all).all()).containsExactly(new FloodEntry(DEVICE, PEER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_4711_4789", "_4712_4789_v2", "_4711_4789_gw0000000001_v2"})
    void aGuardThatIsWantedOtherwiseIsMissingAndNotLeftOver(String rest) throws Exception {
        shell.says(
                "nft -j list tables",
                "{\"nftables\": [{\"table\": {\"family\": \"inet\", \"name\": \"guestnet_" + DEVICE + rest + "\"}}]}");
        ArrivalGuard wanted = new ArrivalGuard(DEVICE, 4711, 4789, Optional.empty());
        Snapshot seen = looker.look(List.of());
        assertThat(seen.has(wanted)).isFalse();
        assertThat(new LeftOvers(seen, List.of(wanted)).all()).isEmpty();
        assertThat(new LeftOvers(seen, List.of(VXLAN)).all()).hasSize(1).first().isInstanceOf(ArrivalGuard.class);
    }

    @Test
    void aTunnelOfAnotherEncryptionIsLeftOverThoughItsNameIsWanted() throws Exception {
        recorded();
        EncryptedTunnel wanted = EncryptedTunnel.leftOver("other", "gx0000000001-b");
        assertThat(new LeftOvers(looker.look(List.of()), List.of(wanted)).all())
                .contains(EncryptedTunnel.leftOver(FakeEncryption.TYPE, "gx0000000001-b"));
    }

    @Test
    void whereNoTunnelIsNorIsWantedOneQuestionIsAsked() throws Exception {
        shell.answers(FakeEncryption.STATES, new HostAnswer(2, "", "no"));
        assertThat(looker.look(List.of())
                        .tunnelsOf(FakeEncryption.TYPE)
                        .orElseThrow()
                        .silence())
                .isEmpty();
        EncryptedTunnel wanted = EncryptedTunnel.leftOver(FakeEncryption.TYPE, "gx0000000001-b");
        assertThat(looker.look(List.of(wanted))
                        .tunnelsOf(FakeEncryption.TYPE)
                        .orElseThrow()
                        .silence())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[{}]", "[1,2]", "[{\"ifname\": 5}]", "[{\"ifname\": \"a b\"}]"})
    void whatIsNotUnderstoodIsNotThere(String text) throws Exception {
        shell.says("ip -d -j -s address show", text);
        assertThat(looker.look(List.of()).devices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "no JSON", "{}", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["})
    void whatIsNoJsonIsRefused(String text) {
        for (String order : new String[] {"ip -d -j -s address show", "bridge -j fdb show", "nft -j list tables"}) {
            GuestnetException e = catchThrowableOfType(
                    GuestnetException.class,
                    () -> new Looker(new FakeShell().says(order, text), List.of()).look(List.of()));
            assertThat(e.code()).isEqualTo(Codes.HOST_REFUSED);
            assertThat(e).hasMessageContaining(order);
        }
    }

    @Test
    void aHostNeedsNftOnlyForFilters() {
        shell.answers("nft -j list tables", new HostAnswer(127, "", "nft: not found"));
        assertThatCode(() -> looker.look(List.of(VXLAN))).doesNotThrowAnyException();
    }

    @Test
    void whereTablesCannotBeListedNoneIsThere() throws Exception {
        recorded();
        shell.answers("nft -j list tables", new HostAnswer(1, "", "Operation not permitted"));
        Snapshot seen = looker.look(List.of(FILTER));
        assertThat(seen.tables().silence().orElseThrow().detail()).contains("Operation not permitted");
        assertThat(seen.has(FILTER)).isFalse();
        assertThat(seen.has(VXLAN)).isTrue();
    }
}
