/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.NetworkType;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.LibvirtDialect;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.Reading;
import org.guestnet.xml.LibvirtNetworkRules;
import org.junit.jupiter.api.Test;

/**
 * What every network type holds, ours or anybody's. Extend it in a test of the provider's bundle and give it definitions of the
 * type; each inherited test is one rule of the contract that {@link NetworkTypeProvider} and {@link DefinedNetwork} state.
 */
public abstract class NetworkTypeProviderContract {

    private static final int USED = 8;
    private static final List<String> GUESTNETS_OWN = List.of("name", "uuid", "source", "segment", "tunnel");

    /** For subclasses. */
    protected NetworkTypeProviderContract() {}

    /** The provider under test; may be called often, and may give a new one each time. */
    protected abstract NetworkTypeProvider provider();

    /** Definitions of the type that are good, as XML; at least one. Together they should use all that the type understands. */
    protected abstract List<String> usableDefinitions();

    /** Definitions of the type that the provider refuses, as XML; at least one. */
    protected abstract List<String> unusableDefinitions();

    /** The hosts to try each definition on. Add hosts that matter to the type: with its devices, and without. */
    protected List<HostView> hosts() {
        return Samples.hosts();
    }

    /** The guest interfaces to try; add those whose options matter to the type. */
    protected List<PortRequest> ports() {
        return Samples.ports();
    }

    @Test
    void definitionsToTryAreOfOneType() {
        List<NetworkType> types = Stream.concat(usable(), unusable())
                .map(NetworkDefinition::type)
                .distinct()
                .toList();
        assertThat(usable()).as("usable definitions").isNotEmpty();
        assertThat(unusable()).as("unusable definitions").isNotEmpty();
        assertThat(types).as("types of the definitions").hasSize(1);
    }

    @Test
    void readsEveryUsableDefinition() {
        usable().forEach(d -> assertThat(read(d).value())
                .as("%s is understood, findings %s", d.root(), read(d).findings())
                .isPresent());
    }

    @Test
    void refusesEveryUnusableDefinition() {
        unusable()
                .forEach(d -> assertThat(read(d).value())
                        .as("%s %s is refused", d.root(), d.root().children())
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
                        .as("reading %s %s", d.root(), d.root().children())
                        .isThrownBy(() ->
                                read(d).value().ifPresent(n -> hosts().forEach(h -> Answer.of(n, h, port())))));
    }

    @Test
    void givesEqualAnswersToEqualQuestions() {
        assertThat(answers()).isEqualTo(answers());
    }

    @Test
    void givesEqualAnswersFromManyThreads() throws Exception {
        List<DefinedNetwork> shared = usable().flatMap(this::understood).toList();
        List<Answer> alone = answers(shared);
        assertThat(Threads.together(() -> answers(shared)))
                .allSatisfy(together -> assertThat(together).isEqualTo(alone));
    }

    @Test
    void answersInTime() {
        usable().forEach(d -> Timing.assertInTime("read " + d.root(), () -> read(d)));
        forEachNetwork((d, network) -> hosts().forEach(host -> {
            Timing.assertInTime("on " + host, () -> network.on(host));
            Timing.assertInTime("admits on " + host, () -> network.admits(host, port()));
            Timing.assertInTime(
                    "prefer on " + host,
                    () -> network.prefer(host, port(), new ArrayList<>(open(network, host)), TestUsage.none()));
        }));
    }

    @Test
    void publishesALibvirtNetworkWithoutGuestnetsOwn() {
        forEachHost((d, network, host) -> {
            XmlElement published = network.on(host).libvirtNetwork();
            assertThat(published.name()).as("root of what is published").isEqualTo("network");
            assertThat(published.attribute("type"))
                    .as("type= of what is published")
                    .isEmpty();
            assertThat(published.children()).extracting(XmlElement::name).doesNotContainAnyElementsOf(GUESTNETS_OWN);
            assertThat(published.all("metadata").stream().flatMap(m -> m.children().stream()))
                    .extracting(m -> m.qname().getNamespaceURI())
                    .doesNotContain(LibvirtDialect.GUESTNET_NAMESPACE);
        });
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        usable().map(KeptElements::addedTo)
                .forEach(d -> understood(d)
                        .forEach(network -> hosts().stream()
                                .map(network::on)
                                .filter(on -> !on.isResolvedByGuestnet())
                                .forEach(on -> KeptElements.assertIn(on.libvirtNetwork()))));
    }

    @Test
    void publishesTheDeviceOfEveryAttachmentPoint() {
        forEachHost((d, network, host) -> {
            HostNetwork on = network.on(host);
            if (!on.isResolvedByGuestnet()) {
                assertThat(attributeValues(on.libvirtNetwork()).toList())
                        .as("devices that libvirt is told on %s", host)
                        .containsAll(on.attachmentPoints().stream()
                                .map(p -> p.device().value())
                                .toList());
            }
        });
    }

    @Test
    void publishesWhatLibvirtAccepts() {
        forEachHost((d, network, host) -> {
            HostNetwork on = network.on(host);
            if (!on.isResolvedByGuestnet()) {
                assertThat(LibvirtNetworkRules.check(on.libvirtNetwork(), host.libvirtVersion()))
                        .as("libvirt's own rules about %s", d.root())
                        .isEmpty();
            }
        });
    }

    @Test
    void knowsADeviceByOneIdentityInAllNetworksOfAHost() {
        hosts().forEach(host -> {
            Map<DeviceName, String> identities = new HashMap<>();
            usable().flatMap(this::understood)
                    .flatMap(n -> n.on(host).attachmentPoints().stream())
                    .forEach(p -> assertThat(identities.computeIfAbsent(p.device(), x -> p.identity()))
                            .as("identity of %s on %s", p.device(), host)
                            .isEqualTo(p.identity()));
        });
    }

    @Test
    void explainsEveryFindingAboutAHost() {
        forEachHost((d, network, host) -> {
            HostNetwork on = network.on(host);
            on.findings().forEach(f -> FindingRules.assertExplains(f, host));
            on.attachmentPoints().forEach(p -> p.unusable().ifPresent(f -> FindingRules.assertExplains(f, host)));
        });
    }

    @Test
    void claimsNothingAboutDevicesThatAHostDoesNotTell() {
        forEachNetwork((d, network) -> assertThat(network.on(Samples.unknown()).attachmentPoints().stream()
                        .flatMap(p -> p.unusable().stream()))
                .as("unusable points of %s on a host that tells nothing of its devices", d.root())
                .isEmpty());
    }

    @Test
    void explainsWhatItDoesNotAdmit() {
        forEachHost((d, network, host) -> ports().forEach(port -> {
            List<Finding> findings = network.admits(host, port);
            assertThat(findings).as("what is not admitted of %s", port).isNotNull();
            findings.forEach(FindingRules::assertExplains);
        }));
    }

    @Test
    void admitsAGuestThatAsksForNothing() {
        usable().forEach(d -> assertThat(understood(d)
                        .flatMap(n -> hosts().stream()
                                .filter(h -> h.hypervisor().toString().equals("qemu"))
                                .flatMap(h -> n.admits(h, port()).stream()))
                        .filter(f -> f.severity() == Severity.BLOCKER))
                .as("blockers of %s for a plain guest interface", d.root())
                .isEmpty());
    }

    @Test
    void prefersAmongOpenPointsOnly() {
        forEachHost((d, network, host) -> {
            List<AttachmentPoint> all = open(network, host);
            usages(all).forEach(usage -> {
                List<AttachmentPoint> open = all.stream()
                        .filter(p -> p.limit().isEmpty()
                                || usage.portsAt(p) < p.limit().getAsInt())
                        .toList();
                ports().forEach(port -> assertThat(network.prefer(host, port, new ArrayList<>(open), usage))
                        .as("preferred of %s with usage %s", open, usage)
                        .doesNotHaveDuplicates()
                        .isSubsetOf(open));
            });
        });
    }

    @Test
    void leavesTheListOfOpenPointsAlone() {
        forEachHost((d, network, host) -> {
            List<AttachmentPoint> open = open(network, host);
            List<AttachmentPoint> given = new ArrayList<>(open);
            usages(open).forEach(usage -> network.prefer(host, port(), given, usage));
            assertThat(given).as("the list that prefer() was given").isEqualTo(open);
        });
    }

    @Test
    void plugsEachPortAlikeWhereGuestnetResolves() {
        forEachHost((d, network, host) -> {
            if (Answer.isPluggable(network.on(host))) {
                Optional<AttachmentPoint> point = open(network, host).stream().findFirst();
                assertThat(network.plug(host, port(), point))
                        .as("plug of %s", d.root())
                        .isNotNull()
                        .isEqualTo(network.plug(host, port(), point));
            }
        });
    }

    @Test
    void plugsNothingWhereLibvirtResolves() {
        forEachHost((d, network, host) -> {
            if (!network.on(host).isResolvedByGuestnet()) {
                assertThatExceptionOfType(UnsupportedOperationException.class)
                        .as("plug of %s, which libvirt resolves", d.root())
                        .isThrownBy(() -> network.plug(host, port(), Optional.empty()));
            }
        });
    }

    private Stream<NetworkDefinition> usable() {
        return usableDefinitions().stream().map(TestDefinition::of);
    }

    private Stream<NetworkDefinition> unusable() {
        return unusableDefinitions().stream().map(TestDefinition::of);
    }

    private Stream<NetworkDefinition> hostile() {
        return usable().flatMap(d -> HostileDefinitions.of(d).stream());
    }

    private Reading<DefinedNetwork> read(NetworkDefinition definition) {
        Reading<DefinedNetwork> reading = provider().read(definition);
        assertThat(reading).as("reading of %s", definition.root()).isNotNull();
        return reading;
    }

    private Stream<DefinedNetwork> understood(NetworkDefinition definition) {
        return read(definition).value().stream();
    }

    private List<Answer> answers() {
        return answers(usable().flatMap(this::understood).toList());
    }

    private List<Answer> answers(List<DefinedNetwork> networks) {
        return networks.stream()
                .flatMap(n -> hosts().stream().flatMap(h -> ports().stream().map(p -> Answer.of(n, h, p))))
                .toList();
    }

    private static PortRequest port() {
        return TestPort.of("<interface type='network'><source network='red-network'/></interface>");
    }

    private static List<AttachmentPoint> open(DefinedNetwork network, HostView host) {
        return network.on(host).attachmentPoints().stream()
                .filter(p -> p.unusable().isEmpty())
                .toList();
    }

    /** Nothing used; the first used, the last used, all used: by one, and by many. Of a large pool the first members. */
    private static List<TestUsage> usages(List<AttachmentPoint> open) {
        List<AttachmentPoint> points = open.subList(0, Math.min(open.size(), USED));
        List<TestUsage> all = new ArrayList<>(List.of(TestUsage.none()));
        for (int ports : new int[] {1, 1000}) {
            TestUsage every = TestUsage.none();
            for (AttachmentPoint point : points) {
                all.add(TestUsage.none().with(point.identity(), ports));
                every = every.with(point.identity(), ports);
            }
            all.add(every);
        }
        return all;
    }

    private static Stream<String> attributeValues(XmlElement element) {
        return Stream.concat(
                element.attributes().values().stream(),
                element.children().stream().flatMap(NetworkTypeProviderContract::attributeValues));
    }

    private interface OfNetwork {
        void check(NetworkDefinition definition, DefinedNetwork network);
    }

    private interface OnHost {
        void check(NetworkDefinition definition, DefinedNetwork network, HostView host);
    }

    private void forEachNetwork(OfNetwork rule) {
        usable().forEach(d -> understood(d).forEach(n -> rule.check(d, n)));
    }

    private void forEachHost(OnHost rule) {
        forEachNetwork((d, n) -> hosts().forEach(h -> rule.check(d, n, h)));
    }
}
