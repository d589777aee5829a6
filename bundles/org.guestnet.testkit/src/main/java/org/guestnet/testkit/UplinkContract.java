/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Unroutable;
import org.guestnet.spi.HostView;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkProvider;
import org.junit.jupiter.api.Test;

/**
 * What every protocol of tunnels holds, ours or anybody's. Extend it in a test of the provider's bundle and give it definitions with a
 * {@code <tunnel>} of the protocol; each inherited test is one rule of the contract that {@link UplinkProvider} and {@link Uplink} state.
 */
public abstract class UplinkContract {

    /** For subclasses. */
    protected UplinkContract() {}

    /** The provider under test; may be called often, and may give a new one each time. */
    protected abstract UplinkProvider provider();

    /** Definitions of any type with a good tunnel, as XML; at least one. Together they should use all that the protocol understands. */
    protected abstract List<String> usableDefinitions();

    /** Definitions with a tunnel that the provider refuses, as XML; at least one. */
    protected abstract List<String> unusableDefinitions();

    /** The hosts to try each tunnel on, members and others. Add hosts that matter to the protocol. */
    protected List<HostView> hosts() {
        return Samples.ends();
    }

    @Test
    void readsEveryUsableTunnel() {
        assertThat(usable()).as("usable definitions").isNotEmpty();
        usable().forEach(d -> assertThat(read(d).value())
                .as("%s is understood, findings %s", tunnel(d), read(d).findings())
                .isPresent());
    }

    @Test
    void refusesEveryUnusableTunnel() {
        assertThat(unusable()).as("unusable definitions").isNotEmpty();
        unusable()
                .forEach(d -> assertThat(read(d).value())
                        .as("%s %s is refused", tunnel(d), tunnel(d).children())
                        .isEmpty());
    }

    @Test
    void explainsEveryRefusal() {
        Stream.concat(unusable(), hostile())
                .forEach(d -> read(d).findings().forEach(f -> FindingRules.assertExplainsAt(f, d.root())));
    }

    @Test
    void survivesHostileDefinitions() {
        hostile()
                .forEach(d -> assertThatNoException()
                        .as("reading %s %s", tunnel(d), tunnel(d).children())
                        .isThrownBy(() -> answers(d)));
    }

    @Test
    void givesEqualAnswersToEqualQuestions() {
        assertThat(answers()).isEqualTo(answers());
    }

    @Test
    void givesEqualAnswersFromManyThreads() throws Exception {
        List<NetworkDefinition> shared = usable().toList();
        List<Uplink> uplinks = shared.stream().flatMap(this::understood).toList();
        List<UplinkAnswer> alone = answers(shared, uplinks);
        assertThat(Threads.together(() -> answers(shared, uplinks)))
                .allSatisfy(together -> assertThat(together).isEqualTo(alone));
    }

    @Test
    void answersInTime() {
        usable().forEach(d -> {
            Timing.assertInTime("read " + tunnel(d), () -> read(d));
            understood(d)
                    .forEach(u -> hosts().forEach(h ->
                            Timing.assertInTime("all of it on " + h, () -> UplinkAnswer.of(d.name(), u, h))));
        });
    }

    @Test
    void explainsEveryFindingAboutAHost() {
        forEachHost((answer, host) -> answer.findings().forEach(f -> FindingRules.assertExplains(f, host)));
    }

    @Test
    void isAMemberOfSomeHost() {
        usable().forEach(d -> understood(d)
                .forEach(u -> assertThat(hosts())
                        .as("hosts that %s makes a member", tunnel(d))
                        .anyMatch(h -> u.on(h).endpoint().isPresent())));
    }

    @Test
    void endsAtAnAddressOfItsHost() {
        forEachHost((answer, host) -> answer.endpoint()
                .ifPresent(a -> assertThat(host.deviceWith(a))
                        .as("device of %s with %s", host, a)
                        .isPresent()));
    }

    @Test
    void saysWhyAHostIsNoMember() {
        forEachHost((answer, host) -> assertThat(
                        answer.endpoint().isPresent() || !answer.findings().isEmpty())
                .as("%s is a member or there is a finding", host)
                .isTrue());
    }

    @Test
    void needsAShell() {
        forEachHost((answer, host) -> {
            if (!host.hasShell()) {
                assertThat(answer.endpoint()).as("endpoint on %s", host).isEmpty();
                assertThat(answer.findings())
                        .as("findings on %s", host)
                        .extracting(Finding::code, Finding::severity)
                        .contains(tuple(Codes.SHELL_MISSING, Severity.BLOCKER));
            }
        });
    }

    @Test
    void saysWhichWireItIs() {
        usable().forEach(d -> understood(d)
                .forEach(u -> assertThat(u.wire()).as("wire of %s", tunnel(d)).isNotBlank()));
    }

    @Test
    void makesNothingTwiceForOneCause() {
        forEachHost((answer, host) -> answer.resources()
                .forEach(made -> assertThat(made).as("made on %s", host).doesNotHaveDuplicates()));
    }

    @Test
    void closesTheWayBeforeItIsEncrypted() {
        forEachHost((answer, host) -> answer.resources()
                .forEach(made -> made.forEach(r -> {
                    if (r instanceof EncryptedTunnel tunnel) {
                        assertThat(made.subList(0, made.indexOf(r)))
                                .as("made on %s before %s", host, tunnel.name())
                                .contains((LinkResource) new Unroutable(tunnel.innerRemote()));
                    }
                })));
    }

    private Stream<NetworkDefinition> usable() {
        return usableDefinitions().stream().map(TestDefinition::of);
    }

    private Stream<NetworkDefinition> unusable() {
        return unusableDefinitions().stream().map(TestDefinition::of);
    }

    /** Those that this provider would be given: with a tunnel, of the same protocol. */
    private Stream<NetworkDefinition> hostile() {
        return usable().flatMap(good -> HostileDefinitions.of(good).stream()
                .filter(d -> d.root().first("tunnel").isPresent())
                .filter(d -> protocol(d).equals(protocol(good))));
    }

    private static Optional<String> protocol(NetworkDefinition definition) {
        return tunnel(definition).attribute("protocol");
    }

    private static XmlElement tunnel(NetworkDefinition definition) {
        return definition
                .root()
                .first("tunnel")
                .orElseThrow(() -> new AssertionError("a definition without <tunnel>: " + definition.name()));
    }

    private Reading<Uplink> read(NetworkDefinition definition) {
        Reading<Uplink> reading = provider().read(definition, tunnel(definition));
        assertThat(reading).as("reading of %s", tunnel(definition)).isNotNull();
        return reading;
    }

    private Stream<Uplink> understood(NetworkDefinition definition) {
        return read(definition).value().stream();
    }

    private List<UplinkAnswer> answers() {
        return usable().flatMap(d -> answers(d).stream()).toList();
    }

    private List<UplinkAnswer> answers(NetworkDefinition definition) {
        return understood(definition)
                .flatMap(u -> hosts().stream().map(h -> UplinkAnswer.of(definition.name(), u, h)))
                .toList();
    }

    private List<UplinkAnswer> answers(List<NetworkDefinition> definitions, List<Uplink> uplinks) {
        return IntStream.range(0, uplinks.size())
                .boxed()
                .flatMap(i -> hosts().stream()
                        .map(h -> UplinkAnswer.of(definitions.get(i).name(), uplinks.get(i), h)))
                .toList();
    }

    private interface OnHost {
        void check(UplinkAnswer answer, HostView host);
    }

    private void forEachHost(OnHost rule) {
        usable().forEach(d ->
                understood(d).forEach(u -> hosts().forEach(h -> rule.check(UplinkAnswer.of(d.name(), u, h), h))));
    }
}
