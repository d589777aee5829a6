/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.POOL;
import static org.guestnet.core.Scene.RED;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.HostedNetwork;
import org.guestnet.api.NetworkSummary;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Port;
import org.guestnet.sim.internal.SimCall;
import org.guestnet.xml.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefineTest {

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private GuestnetException refused(HostName host, String xml) {
        return catchThrowableOfType(GuestnetException.class, () -> scene.define(host, xml));
    }

    private HostedNetwork onlyOne() throws GuestnetException {
        List<HostedNetwork> all = scene.core.networks().show(RED);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void aDefinitionIsReadBackFromTheHostWhole() throws GuestnetException {
        String original = POOL.replace("<source", "<!-- why --><x:note xmlns:x='urn:x'>kept</x:note><source");
        Operation defined = scene.define(KVM1, original);
        assertThat(defined.state()).isEqualTo(State.DONE);
        String back = scene.core.networks().document(KVM1, RED, false);
        assertThat(Xml.parse(back)).isEqualTo(Xml.parse(original));
        assertThat(back).contains("<!-- why -->");
        assertThat(scene.core.networks().document(KVM1, RED, true))
                .contains("<forward")
                .contains("ens1f1");
        assertThat(onlyOne().autostart()).isTrue();
        assertThat(onlyOne().managed()).isTrue();
        assertThat(onlyOne().findings()).isEmpty();
    }

    @Test
    void anotherManagerReadsItBackFromTheHostAlone() throws GuestnetException {
        scene.define(KVM1, POOL);
        scene.restart();
        assertThat(onlyOne().type().value()).isEqualTo("direct");
        assertThat(onlyOne().managed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<network type='nosuch'><name>red</name></network> | TYPE_MISSING",
                "<network type='bridge'><bridge name='br0'/></network> | DEFINITION_INVALID",
                "<network type='bridge'><name>a/b</name><bridge name='br0'/></network> | DEFINITION_INVALID",
                "<network type='direct'><name>red</name><source mode='nosuch'><interface dev='eth0'/></source></network> | DEFINITION_INVALID",
                "<network type='bridge'><name>red</name> | XML_INVALID",
                "<!DOCTYPE network SYSTEM 'file:///etc/passwd'><network type='bridge'><name>red</name></network> | XML_INVALID",
            })
    void whatIsWrongIsRefusedBeforeTheHostIsTouched(String xml, String code) {
        GuestnetException e = refused(KVM1, xml);
        assertThat(e.code()).isEqualTo(code);
        assertThat(e.findings()).allSatisfy(f -> assertThat(f.remedy()).isNotEmpty());
        assertThat(scene.sim(KVM1).report().networks()).isEmpty();
        assertThat(scene.store.youngest(10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<d:options xmlns:d='http://libvirt.org/schemas/network/dnsmasq/1.0'><d:option value='dhcp-script=/tmp/x'/></d:options>",
                "<domain name='x&#10;dhcp-script=/tmp/x'/>",
                "<dns><txt name='x' value='y&#13;&#10;dhcp-script=/tmp/x'/></dns>",
                "<dns><host ip='192.0.2.1'><hostname>x\ndhcp-script=/tmp/x</hostname></host></dns>",
            })
    void nobodyGetsProgramsRunOnAHostByADefinition(String smuggled) {
        String xml = "<network><name>red</name>" + smuggled + "<ip address='192.0.2.1' prefix='24'/></network>";
        GuestnetException e = refused(KVM1, xml);
        assertThat(e).isNotNull();
        assertThat(e.findings())
                .anySatisfy(f -> assertThat(f.detail())
                        .containsAnyOf("the host's highest rights", "has a line break or control character"));
        assertThat(scene.sim(KVM1).report().networks()).isEmpty();
    }

    @Test
    void allThatIsWrongIsSaidAtOnceEachWithItsLine() {
        GuestnetException e = refused(
                KVM1,
                "<network type='direct'><name>red</name>\n<source mode='nosuch'>\n"
                        + "<interface dev='a-name-that-is-too-long'/>\n<interface/>\n</source></network>");
        assertThat(e.findings()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(e.findings())
                .allSatisfy(f -> assertThat(f.place().orElseThrow().line()).isGreaterThan(1));
    }

    @Test
    void theHypervisorsRulesAreCheckedBeforeTheHypervisorIsAsked() {
        String mtu = "<network type='bridge'><name>red</name><bridge name='br0'/><mtu size='9000'/></network>";
        GuestnetException e = refused(KVM2, mtu);
        assertThat(e.code()).isEqualTo(Codes.DEFINITION_INVALID);
        assertThat(e).hasMessageContaining("mtu");
    }

    @Test
    void anUnknownHostAndADuplicateAreRefused() throws GuestnetException {
        assertThat(refused(new HostName("nosuch"), POOL).code()).isEqualTo(Codes.HOST_UNKNOWN);
        scene.define(KVM1, POOL);
        assertThat(refused(KVM1, POOL).code()).isEqualTo(Codes.NETWORK_EXISTS);
    }

    @Test
    void aRedefinitionOfAnActiveNetworkIsPendingUntilItIsRestarted() throws GuestnetException {
        scene.define(KVM1, POOL);
        scene.core.networks().start(KVM1, RED, false);
        String other = POOL.replace("mode='bridge'", "mode='vepa'");
        Operation redefined = scene.core
                .networks()
                .define(KVM1, other, DefineOptions.defaults().withReplace(true));
        assertThat(redefined.findings()).extracting(Finding::code).contains(Codes.PENDING_RESTART);
        assertThat(onlyOne().findings()).extracting(Finding::code).containsExactly(Codes.PENDING_RESTART);
        scene.core.networks().stop(KVM1, RED, false);
        scene.core.networks().start(KVM1, RED, false);
        assertThat(onlyOne().findings()).isEmpty();
    }

    @Test
    void otherMembersOfAnActivePoolServeWithoutARestart() throws GuestnetException {
        scene.define(KVM1, POOL);
        scene.core.networks().start(KVM1, RED, false);
        String other = POOL.replace("ens1f1", "ens1f2");
        DefineOptions replace = DefineOptions.defaults().withReplace(true);
        Operation planned = scene.core.networks().define(KVM1, other, replace.withDryRun(true));
        Operation redefined = scene.core.networks().define(KVM1, other, replace);
        for (Operation operation : List.of(planned, redefined)) {
            assertThat(operation.findings())
                    .extracting(Finding::code)
                    .containsExactly(Codes.POOL_CHANGING, Codes.POOL_CHANGING);
        }
        assertThat(onlyOne().findings()).isEmpty();
        assertThat(scene.core.networks().pool(KVM1, RED))
                .extracting(m -> m.device() + " " + m.state())
                .containsExactly("ens1f0 FREE", "ens1f2 FREE");
    }

    @Test
    void anEditBehindOurBackShowsAsDrift() throws GuestnetException {
        scene.define(KVM1, POOL);
        String edited = scene.core.networks().document(KVM1, RED, true).replace("ens1f1", "ens1f3");
        scene.on(KVM1, s -> s.defineNetwork(edited));
        scene.core.hosts().refresh(KVM1);
        assertThat(onlyOne().findings()).extracting(Finding::code).contains(Codes.DRIFTED);
        assertThat(scene.core.networks().list())
                .extracting(NetworkSummary::drift)
                .containsExactly(1);
    }

    @Test
    void whatFailsHalfWayIsUndone() throws GuestnetException {
        scene.sim(KVM1).faults().failNext(SimCall.AUTOSTART_NETWORK);
        assertThat(refused(KVM1, POOL).code()).isEqualTo(Codes.HOST_REFUSED);
        assertThat(scene.sim(KVM1).report().networks()).isEmpty();
    }

    @Test
    void aNetworkThatGuestsUseIsNotTakenFromThem() throws GuestnetException {
        scene.define(KVM1, POOL);
        scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class, () -> scene.core.networks().undefine(KVM1, RED, false));
        assertThat(e.code()).isEqualTo(Codes.NETWORK_IN_USE);
        assertThat(e).hasMessageContaining("web1");
    }

    @Test
    void aNetworkWithAPortOfSomebodyThatIsNotSeenIsNotTakenEither() throws GuestnetException {
        scene.define(KVM1, POOL);
        scene.core.networks().start(KVM1, RED, false);
        scene.on(
                KVM1,
                s -> s.createPort(new Port(
                        UUID.randomUUID(),
                        RED,
                        "unseen",
                        UUID.randomUUID(),
                        new MacAddress("52:54:00:00:09:09"),
                        Optional.empty(),
                        Optional.empty())));
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class, () -> scene.core.networks().stop(KVM1, RED, false));
        assertThat(e.code()).isEqualTo(Codes.NETWORK_IN_USE);
        assertThat(e).hasMessageContaining("unseen");
    }

    @Test
    void undefiningStopsAndForgets() throws GuestnetException {
        scene.define(KVM1, POOL);
        scene.core.networks().start(KVM1, RED, false);
        Operation planned = scene.core.networks().undefine(KVM1, RED, true);
        assertThat(planned.steps()).hasSize(2);
        scene.core.networks().undefine(KVM1, RED, false);
        assertThat(scene.sim(KVM1).report().networks()).isEmpty();
        assertThat(scene.core.networks().list()).isEmpty();
    }

    @Test
    void twoVirtualNetworksCannotHaveOneBridge() throws GuestnetException {
        scene.define(KVM1, Scene.NAT);
        GuestnetException e =
                refused(KVM1, Scene.NAT.replace("red-network", "blue").replace("192.0.2", "198.51.100"));
        assertThat(e).hasMessageContaining("virbr7").hasMessageContaining("red-network");
    }

    @Test
    void aNetworkThatSomebodyElseDefinedIsReadInLibvirtsDialect() throws GuestnetException {
        scene.on(
                KVM2,
                s -> s.defineNetwork(
                        "<network><name>red-network</name><uuid>11111111-2222-4333-8444-555555555555</uuid>"
                                + "<forward mode='bridge'/><bridge name='br0'/></network>"));
        scene.core.hosts().refresh(KVM2);
        assertThat(onlyOne().managed()).isFalse();
        assertThat(onlyOne().type().value()).isEqualTo("bridge");
        assertThat(onlyOne().bridge()).contains("br0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<pf dev='ens1f0'/>",
                "<interface mac='02:00:00:00:00:99'/>",
                "<interface dev='ens1f0'/><pf dev='ens1f1'/><exclude dev='ens1f0'/>"
            })
    void aPoolThatHasNothingOnAHostIsToldAndTakesNoGuest(String members) throws GuestnetException {
        Operation defined = scene.define(
                KVM1,
                "<network type='direct'><name>red-network</name><source mode='bridge'>" + members
                        + "</source></network>");
        assertThat(defined.findings()).anyMatch(f -> f.detail().contains("capacity is 0"));
        assertThat(onlyOne().capacity()).hasValue(0);
        assertThat(onlyOne().free()).hasValue(0);
        NetworkSummary red = scene.core.networks().list().get(0);
        assertThat(red.capacity()).hasValue(0);
        assertThat(red.free()).hasValue(0);
        scene.guest(KVM1, "web1", 1);
        GuestnetException e = catchThrowableOfType(GuestnetException.class, () -> scene.start("web1"));
        assertThat(e.code()).isEqualTo(Codes.POOL_EXHAUSTED);
    }

    @Test
    void listSumsUpOverHosts() throws GuestnetException {
        scene.define(KVM1, Scene.EXCLUSIVE);
        scene.define(KVM2, POOL.replace("ens1f", "enp5s0f").replace("mode='bridge'", "mode='passthrough'"));
        NetworkSummary red = scene.core.networks().list().get(0);
        assertThat(red.name()).isEqualTo(new NetworkName("red-network"));
        assertThat(red.hosts()).isEqualTo(2);
        assertThat(red.capacity()).hasValue(4);
        assertThat(red.free()).hasValue(4);
        assertThat(red.types().toString()).isEqualTo("{direct=2}");
    }
}
