/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.guestnet.model.IpAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.TunnelsOnHost;
import org.junit.jupiter.api.Test;

/**
 * What every encryption of tunnels holds, ours or anybody's. Extend it in a test of the provider's bundle and give it definitions with
 * an {@code <encryption>}; each inherited test is one rule of the contract that {@link EncryptionProvider} and {@link TunnelsOnHost} state.
 */
public abstract class EncryptionContract {

    private static final String OURS = "gx[0-9a-f]{10}-[a-z0-9-]{1,27}";

    /** For subclasses. */
    protected EncryptionContract() {}

    /** The provider under test; may be called often, and may give a new one each time. */
    protected abstract EncryptionProvider provider();

    /** Definitions with a {@code <tunnel>} that has a good encryption, as XML; at least one. Together they should use all it understands. */
    protected abstract List<String> usableDefinitions();

    /** Definitions with one that the provider refuses, as XML; at least one. */
    protected abstract List<String> unusableDefinitions();

    @Test
    void readsEveryUsableEncryption() {
        assertThat(usable()).as("usable definitions").isNotEmpty();
        usable().forEach(d -> assertThat(read(d).value())
                .as("%s is understood, findings %s", encryption(d), read(d).findings())
                .isPresent());
    }

    @Test
    void refusesEveryUnusableEncryption() {
        assertThat(unusable()).as("unusable definitions").isNotEmpty();
        unusable()
                .forEach(d -> assertThat(read(d).value())
                        .as("%s is refused", encryption(d))
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
                        .as("reading %s", encryption(d))
                        .isThrownBy(() -> understood(d).forEach(e -> EncryptionAnswer.of(provider(), d.name(), e))));
    }

    @Test
    void givesEqualAnswersToEqualQuestions() {
        assertThat(answers()).isEqualTo(answers());
    }

    @Test
    void givesEqualAnswersFromManyThreads() throws Exception {
        List<EncryptionAnswer> alone = answers();
        assertThat(Threads.together(this::answers))
                .allSatisfy(together -> assertThat(together).isEqualTo(alone));
    }

    @Test
    void answersInTime() {
        usable().forEach(d -> Timing.assertInTime(
                "all of " + encryption(d),
                () -> understood(d).forEach(e -> EncryptionAnswer.of(provider(), d.name(), e))));
    }

    @Test
    void saysWhatItIs() {
        forEach((d, e) -> {
            assertThat(e.means().type())
                    .as("type of %s", encryption(d))
                    .isEqualTo(provider().type());
            assertThat(e.terms()).as("terms of %s", encryption(d)).isNotBlank();
        });
    }

    @Test
    void leavesRoomForItself() {
        IpAddress four = IpAddress.parse("192.0.2.7");
        IpAddress six = IpAddress.parse("2001:db8::7");
        forEach((d, e) -> {
            for (int underlay : new int[] {68, 1280, 1500, 9000, 65535}) {
                assertThat(e.innerMtu(underlay, four))
                        .as("what fits into %s bytes of IPv4", underlay)
                        .isBetween(0, underlay - 1);
                assertThat(e.innerMtu(underlay, six))
                        .as("what fits into %s bytes of IPv6", underlay)
                        .isBetween(0, e.innerMtu(underlay, four));
            }
        });
    }

    @Test
    void asksFirstWhetherThereAreAny() {
        assertThat(provider().questions()).as("questions").isNotEmpty();
        forEach((d, e) -> HostsSayings.nothing(provider()).forEach(seen -> {
            KeyedTunnel wanted = EncryptionAnswer.tunnel(d.name(), e, "key");
            assertThat(seen.names()).as("tunnels of a host that has none").isEmpty();
            assertThat(seen.has(wanted)).as("that it has %s", wanted).isFalse();
            assertThat(seen.report(wanted.name()).up())
                    .as("that %s is up", wanted)
                    .isFalse();
            assertThat(seen.report(wanted.name()).problem()).as("why it is not").isNotBlank();
        }));
    }

    @Test
    void makesWhatIsMissing() {
        forEach((d, e) -> {
            KeyedTunnel wanted = EncryptionAnswer.tunnel(d.name(), e, "key");
            List<HostStep> steps = EncryptionAnswer.onEmptyHost(provider()).make(List.of(wanted));
            assertThat(steps).as("steps to %s", wanted).isNotEmpty();
            assertThat(steps)
                    .allSatisfy(s -> assertThat(s.tunnels())
                            .as("who needs '%s'", s.order())
                            .isSubsetOf(wanted.name()));
        });
    }

    /** Words are seen by whoever lists the host's processes, so they are the same whatever the key is. */
    @Test
    void keepsKeysOutOfWords() {
        forEach((d, e) -> {
            if (e.means().secret().isPresent()) {
                List<HostStep> one = made(d, e, "one-key");
                List<HostStep> other = made(d, e, "other-key");
                assertThat(words(one)).as("words with one key").isEqualTo(words(other));
                assertThat(inputs(one)).as("what is read with one key").isNotEqualTo(inputs(other));
            }
        });
    }

    @Test
    void survivesWhateverHostsSay() {
        forEach((d, e) -> HostsSayings.all(provider())
                .forEach(answers -> assertThatNoException()
                        .as(
                                "a host that says %s",
                                answers.stream().map(a -> a.output()).toList())
                        .isThrownBy(() -> {
                            TunnelsOnHost seen = provider().seen(answers);
                            assertThat(seen.names()).as("names").allMatch(n -> n.matches(OURS));
                            EncryptionAnswer.steps(seen, EncryptionAnswer.tunnel(d.name(), e, "key"));
                        })));
    }

    private List<HostStep> made(NetworkDefinition definition, Encryption encryption, String key) {
        KeyedTunnel wanted = EncryptionAnswer.tunnel(definition.name(), encryption, key);
        return EncryptionAnswer.steps(EncryptionAnswer.onEmptyHost(provider()), wanted);
    }

    private static List<String> words(List<HostStep> steps) {
        return orders(steps).map(HostOrder::toString).toList();
    }

    private static List<String> inputs(List<HostStep> steps) {
        return orders(steps).map(HostOrder::input).toList();
    }

    private static Stream<HostOrder> orders(List<HostStep> steps) {
        return steps.stream().flatMap(s -> Stream.concat(Stream.of(s.order()), s.otherwise().stream()));
    }

    private Stream<NetworkDefinition> usable() {
        return usableDefinitions().stream().map(TestDefinition::of);
    }

    private Stream<NetworkDefinition> unusable() {
        return unusableDefinitions().stream().map(TestDefinition::of);
    }

    /** Those that this provider would be given: with an encryption of its type. */
    private Stream<NetworkDefinition> hostile() {
        return usable().flatMap(good -> HostileDefinitions.of(good).stream()
                .filter(d -> find(d).flatMap(e -> e.attribute("type"))
                        .filter(provider().type()::equals)
                        .isPresent()));
    }

    private static Optional<XmlElement> find(NetworkDefinition definition) {
        return definition.root().first("tunnel").flatMap(t -> t.first("encryption"));
    }

    private static XmlElement encryption(NetworkDefinition definition) {
        return find(definition)
                .orElseThrow(() -> new AssertionError("a definition without <encryption>: " + definition.name()));
    }

    private Reading<Encryption> read(NetworkDefinition definition) {
        return provider().read(definition, encryption(definition));
    }

    private Stream<Encryption> understood(NetworkDefinition definition) {
        return read(definition).value().stream();
    }

    private List<EncryptionAnswer> answers() {
        return usable().flatMap(d -> understood(d).map(e -> EncryptionAnswer.of(provider(), d.name(), e)))
                .toList();
    }

    private interface Rule {
        void check(NetworkDefinition definition, Encryption encryption);
    }

    private void forEach(Rule rule) {
        usable().forEach(d -> understood(d).forEach(e -> rule.check(d, e)));
    }
}
