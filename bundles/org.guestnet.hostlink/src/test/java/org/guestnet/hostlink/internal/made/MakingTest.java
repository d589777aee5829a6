/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.guestnet.driver.link.contract.MemorySecrets;
import org.guestnet.hostlink.internal.seen.Looker;
import org.guestnet.hostlink.internal.shell.FakeEncryption;
import org.guestnet.hostlink.internal.shell.FakeShell;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
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
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;
import org.junit.jupiter.api.Test;

class MakingTest {

    private static final NetworkName RED = new NetworkName("red");
    private static final DeviceName DEVICE = LinkNames.vxlan(RED);
    private static final DeviceName BRIDGE = new DeviceName("br0");
    private static final IpAddress LOCAL = IpAddress.parse("192.0.2.1");
    private static final IpAddress PEER = IpAddress.parse("192.0.2.2");
    private static final IpAddress INNER = LinkNames.inner(RED, LOCAL);
    private static final IpAddress INNER_PEER = LinkNames.inner(RED, PEER);
    private static final SecretName KEY = new SecretName("red-key");
    private static final Vxlan VXLAN = new Vxlan(DEVICE, 4711, INNER, 4789, 1360, BRIDGE);
    private static final ArrivalGuard GUARD = new ArrivalGuard(DEVICE, 4711, 4789, Optional.empty());
    private static final String TUNNEL = LinkNames.tunnel(RED, PEER);
    private static final Means BY_KEY = Means.of(FakeEncryption.TYPE).with(KEY);
    private static final String ADD = "sample add " + TUNNEL;
    private static final String IP = "ip -force -batch -";
    private static final List<LinkResource> ENCRYPTED = List.of(
            new InnerAddress(INNER),
            GUARD,
            VXLAN,
            new PortFilter(DEVICE),
            new Unroutable(INNER_PEER),
            new EncryptedTunnel(TUNNEL, LOCAL, PEER, INNER, INNER_PEER, 1430, BY_KEY),
            new FloodEntry(DEVICE, INNER_PEER),
            new ForwardingEntry(DEVICE, new MacAddress("52:54:00:00:00:01"), INNER_PEER));

    private final MemorySecrets secrets = new MemorySecrets();
    private final FakeShell shell = new FakeShell()
            .says("ip -d -j -s address show", "[{\"ifname\": \"br0\", \"flags\": [\"UP\"], \"mtu\": 1360}]");

    private Looker looker() {
        return new Looker(shell, List.of(new FakeEncryption()));
    }

    private void make(List<LinkResource> resources) throws Exception {
        new Making(shell, secrets, looker(), resources).run();
    }

    private GuestnetException refused(List<LinkResource> resources) {
        return catchThrowableOfType(GuestnetException.class, () -> make(resources));
    }

    @Test
    void whatForbidsComesBeforeWhatSends() {
        assertThat(refused(ENCRYPTED)).hasMessageContaining(TUNNEL + ": nothing passes");
        assertThat(shell.heard.stream().map(h -> h.lines().findFirst().orElseThrow()))
                .containsExactly(
                        IP,
                        "nft -f -",
                        "nft -f -",
                        ADD,
                        "sample load",
                        ADD, // for the host does not show what was done
                        "sample load",
                        IP,
                        "bridge -force -batch -");
        assertThat(shell.heard.get(0))
                .contains("address replace " + INNER + "/128 dev lo\n")
                .contains("route replace prohibit " + INNER_PEER + "/128 metric 4096 proto 97\n");
        assertThat(shell.heard.get(1))
                .contains("iifname != \"ipsec*\" meta ipsec missing udp dport 4789 @th,96,24 4711 drop")
                .contains(
                        "iifname != \"ipsec*\" meta ipsec missing exthdr frag exists udp dport 4789 @th,96,24 != 4711 accept")
                .contains("iifname != \"ipsec*\" meta ipsec missing exthdr frag exists udp dport 4789 drop")
                .contains("oifname != \"ipsec*\" rt ipsec missing udp dport 4789 @th,96,24 4711 drop");
        assertThat(shell.heard.get(2))
                .contains("iifname \"" + DEVICE + "\" ether type ip udp dport { 67, 68 } drop")
                .contains("oifname \"" + DEVICE + "\" ether type ip6 icmpv6 type nd-router-advert drop");
        assertThat(shell.heard.get(7))
                .contains("link add " + DEVICE + " type vxlan id 4711 local " + INNER + " dstport 4789\n")
                .contains("master br0\n");
        assertThat(shell.heard.get(8))
                .contains("fdb append 00:00:00:00:00:00 dev " + DEVICE + " dst " + INNER_PEER + "\n")
                .contains("fdb replace 52:54:00:00:00:01 dev " + DEVICE + " dst " + INNER_PEER + " dynamic\n");
    }

    @Test
    void aKeyIsOnlyInWhatIsRead() throws Exception {
        refused(ENCRYPTED);
        assertThat(shell.heard.get(3)).isEqualTo(ADD + "\nkey " + secrets.secret(KEY));
        assertThat(shell.heard.stream().map(h -> h.lines().findFirst().orElseThrow()))
                .noneMatch(words -> words.contains(secrets.secret(KEY)));
    }

    @Test
    void anOldKernelGetsAGuardForUserSpace() throws Exception {
        shell.refusesReading("meta ipsec");
        make(List.of(new ArrivalGuard(DEVICE, 4711, 4789, Optional.empty())));
        assertThat(shell.heard.get(1))
                .contains("iifname != \"ipsec*\" udp dport 4789")
                .doesNotContain("missing");
    }

    @Test
    void withoutItsFilterADeviceIsNotMade() throws Exception {
        shell.says(FakeEncryption.LIST, TUNNEL + " " + secrets.secret(KEY).hashCode());
        shell.refuses("nft -f -", "Error: no");
        GuestnetException e = refused(ENCRYPTED);
        assertThat(e.findings()).hasSize(2).allMatch(f -> f.code().equals(Codes.HOST_REFUSED));
        assertThat(shell.heard).noneMatch(h -> h.contains("link add")).noneMatch(h -> h.contains("fdb append"));
    }

    @Test
    void whereTheClearWayIsOpenNothingIsSent() {
        // The second line is the forbidding route.
        shell.refuses(IP, "RTNETLINK answers: Operation not permitted\nCommand failed -:2\n");
        GuestnetException e = refused(ENCRYPTED);
        assertThat(e.findings().get(0).detail()).contains("forbidding route").contains("Operation not permitted");
        assertThat(shell.heard).noneMatch(h -> h.contains("fdb append"));
    }

    @Test
    void whatIsAddedIsBegunInASecondRound() throws Exception {
        shell.saysAfter(
                ADD, FakeEncryption.LIST, TUNNEL + " " + secrets.secret(KEY).hashCode());
        make(ENCRYPTED);
        assertThat(shell.heard.stream().filter(h -> h.startsWith("sample")))
                .containsExactly(ADD + "\nkey " + secrets.secret(KEY), "sample load", "sample begin " + TUNNEL);
    }

    @Test
    void whatIsThereAsItIsToBeStays() throws Exception {
        shell.says(FakeEncryption.LIST, TUNNEL + " " + secrets.secret(KEY).hashCode());
        shell.says(FakeEncryption.STATES, TUNNEL);
        make(ENCRYPTED);
        assertThat(shell.heard).noneMatch(h -> h.startsWith("sample"));
    }

    @Test
    void whereNothingCanBeEncryptedAllElseIsMade() {
        shell.answers(FakeEncryption.STATES, new HostAnswer(2, "", "connecting failed"));
        GuestnetException e = refused(ENCRYPTED);
        assertThat(e.findings()).hasSize(1);
        assertThat(e).hasMessageContaining("start it there");
        assertThat(shell.heard).anyMatch(h -> h.contains("link add")).anyMatch(h -> h.contains("fdb append"));
    }

    @Test
    void whatIsNotTakenIsToldInTheHostsWordsWithoutTheKey() {
        shell.refuses(ADD, "'" + secrets.secret(KEY) + "' is no key");
        assertThat(refused(ENCRYPTED))
                .hasMessageContaining("encrypted tunnel " + TUNNEL)
                .hasMessageContaining("'…' is no key");
        assertThat(shell.heard).contains("sample load");
    }

    @Test
    void anEncryptionThatThrowsStopsNothingElse() {
        shell.says(FakeEncryption.LIST, "nonsense");
        GuestnetException e = refused(ENCRYPTED);
        assertThat(e.findings()).hasSize(1);
        assertThat(e).hasMessageContaining("the provider of encryption 'sample' failed");
        assertThat(shell.heard).anyMatch(h -> h.contains("link add")).anyMatch(h -> h.contains("fdb append"));
    }

    @Test
    void whatItThrowsIsToldByItsClassAlone() {
        shell.says(FakeEncryption.LIST, "nonsense");
        assertThat(refused(ENCRYPTED))
                .hasMessageContaining("failed: java.lang.ArrayIndexOutOfBoundsException")
                .hasMessageNotContaining("Index 1");
    }

    private static EncryptedTunnel of(String network) {
        NetworkName name = new NetworkName(network);
        return new EncryptedTunnel(
                LinkNames.tunnel(name, PEER),
                LOCAL,
                PEER,
                LinkNames.inner(name, LOCAL),
                LinkNames.inner(name, PEER),
                1430,
                BY_KEY);
    }

    @Test
    void aNetworkForWhichItFailsDoesNotStopTheOthers() {
        EncryptedTunnel bad = of("bad");
        List<LinkResource> three = List.of(of("blue"), bad, of("green"));
        Looker looker = new Looker(shell, List.of(FakeEncryption.thatFailsToMake(bad.name())));
        GuestnetException e =
                catchThrowableOfType(GuestnetException.class, () -> new Making(shell, secrets, looker, three).run());
        assertThat(e.findings()).anyMatch(f -> f.detail().contains(bad.name() + ": the provider of encryption"));
        assertThat(shell.heard)
                .anyMatch(h -> h.startsWith("sample add " + of("blue").name()))
                .anyMatch(h -> h.startsWith("sample add " + of("green").name()))
                .noneMatch(h -> h.contains(bad.name()));
    }

    @Test
    void aStepThatShowsAKeyIsNeitherDoneNorTold() throws Exception {
        Steps steps = new Steps(shell, List.of(new KeyedTunnel(of("red"), "0123456789abcdef")));
        steps.run(List.of(
                HostStep.of(HostOrder.of("a", "key=0123456789abcdef"), "red"),
                HostStep.of(HostOrder.of("b"), "blue").orElse(HostOrder.of("0123456789abcdef")),
                HostStep.of(HostOrder.of("c").reading("0123456789abcdef"), "green")));
        assertThat(shell.heard).containsExactly("c\n0123456789abcdef");
        assertThat(steps.complaints(""))
                .containsOnlyKeys("red", "blue")
                .allSatisfy((name, words) -> assertThat(words).doesNotContain("0123"));
    }

    @Test
    void anEncryptionThatIsNotKnownHereIsLeftAlone() throws Exception {
        EncryptedTunnel other = new EncryptedTunnel(
                TUNNEL, LOCAL, PEER, INNER, INNER_PEER, 1430, Means.of("other").with(KEY));
        make(List.of(other));
        new Removing(shell, looker(), List.of(other)).run();
        assertThat(shell.heard).isEmpty();
        assertThat(looker().look(List.of(other)).report(other).problem()).contains("'other'");
    }

    @Test
    void whoDidNotTakeThePlaceOfTheFirstIsAskedInItsStead() throws Exception {
        Steps steps = new Steps(shell.refuses("a", "no").refuses("b c", "nor this"), List.of());
        steps.run(List.of(
                HostStep.of(HostOrder.of("a"), "red").orElse(HostOrder.of("b")),
                HostStep.of(HostOrder.of("a"), "blue", "green").orElse(HostOrder.of("b", "c")),
                HostStep.of(HostOrder.of("d"), "green"),
                HostStep.of(HostOrder.of("e"), "red", "green")));
        assertThat(shell.heard).containsExactly("b", "e");
        assertThat(steps.complaint("red")).isEmpty();
        assertThat(steps.complaint("green")).contains("'a': no; 'b': nor this");
    }

    @Test
    void aGuardOfADeviceLetsThroughWhatPassesThatAlone() throws Exception {
        make(List.of(new ArrivalGuard(DEVICE, 4711, 4789, Optional.of(new DeviceName("gw0123456789")))));
        assertThat(shell.heard.get(0))
                .contains("table inet guestnet_" + DEVICE + "_4711_4789_gw0123456789_v2 {")
                .contains("iifname != \"gw0123456789\" udp dport 4789 @th,96,24 4711 drop")
                .contains("oifname != \"gw0123456789\" udp dport 4789 @th,96,24 4711 drop")
                .doesNotContain("ipsec");
    }

    @Test
    void aDeviceOfOthersIsNotTouched() {
        shell.says(
                "ip -d -j -s address show",
                "[{\"ifname\": \"br0\", \"flags\": []}, {\"ifname\": \"" + DEVICE
                        + "\", \"flags\": [], \"ifalias\": \"mine\", \"linkinfo\": {\"info_kind\": \"vxlan\"}}]");
        assertThat(refused(List.of(VXLAN))).hasMessageContaining("another device");
        assertThat(shell.heard).isEmpty();
    }

    @Test
    void whatWasBegunIsMadeAnewAndWhatCanBeChangedIsChanged() throws Exception {
        String device = "{\"ifname\": \"" + DEVICE
                + "\", \"flags\": [], \"mtu\": 1500, \"linkinfo\": {\"info_kind\": \"vxlan\","
                + " \"info_data\": {\"id\": 4711, \"local6\": \"" + INNER + "\", \"port\": 4789}}";
        shell.says("ip -d -j -s address show", "[{\"ifname\": \"br0\"}, " + device + "}]");
        make(List.of(VXLAN));
        assertThat(shell.heard.get(0)).contains("link delete dev " + DEVICE);
        assertThat(shell.heard.get(1)).contains("link add " + DEVICE);

        shell.says("ip -d -j -s address show", "[{\"ifname\": \"br0\"}, " + device + ", \"ifalias\": \"guestnet\"}]");
        make(List.of(VXLAN));
        assertThat(shell.heard.get(2))
                .doesNotContain("link add")
                .contains("mtu 1360")
                .contains(" up\n");
    }

    @Test
    void onlyPlainWordsAndNamesOfOursReachAHost() {
        for (LinkResource bad : List.of(
                new Vxlan(DEVICE, 1, LOCAL, 4789, 1400, new DeviceName("br0\"")),
                new Vxlan(new DeviceName("eth0"), 1, LOCAL, 4789, 1400, BRIDGE),
                new PortFilter(new DeviceName("eth0")),
                new Unroutable(IpAddress.parse("2001:db8::1")),
                new InnerAddress(PEER),
                new ArrivalGuard(DEVICE, 1, 2, Optional.of(new DeviceName("eth0"))),
                new EncryptedTunnel("mine", LOCAL, PEER, INNER, INNER_PEER, 1430, BY_KEY))) {
            assertThatIllegalArgumentException().isThrownBy(() -> make(List.of(bad)));
            assertThatIllegalArgumentException().isThrownBy(() -> new Removing(shell, looker(), List.of(bad)).run());
        }
        assertThat(shell.heard).isEmpty();
    }

    @Test
    void aCommandReadsItsSecretAndDoesNotTellIt() {
        HostCommand command = new HostCommand(
                "x", List.of("test", "-e", "/x"), List.of("take", "it"), List.of("rm", "/x"), Optional.of(KEY));
        shell.refuses("test -e /x", "");
        shell.refuses("take it", "cannot take " + secrets.secret(KEY));
        GuestnetException e = refused(List.of(command));
        assertThat(e).hasMessageContaining("cannot take …");
        assertThat(e.getMessage()).doesNotContain(secrets.secret(KEY));
        assertThat(shell.heard).containsExactly("take it\n" + secrets.secret(KEY));
    }

    @Test
    void whatIsNotThereIsNotRemoved() throws Exception {
        new Removing(shell, looker(), ENCRYPTED).run();
        assertThat(shell.heard).isEmpty();
    }
}
