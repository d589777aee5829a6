/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;
import org.guestnet.model.Place;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostNetwork.Scope;
import org.guestnet.spi.HostView;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Usage;

/** For each rule of the contract one suite whose provider breaks that rule and no other; each class is named after its rule. */
final class BrokenProviders {

    private static final AtomicInteger CALLS = new AtomicInteger();

    private BrokenProviders() {}

    private static Finding blocker(String detail, String remedy) {
        return Finding.blocker(Codes.DEFINITION_INVALID, detail, remedy);
    }

    /** A provider whose host networks are altered. */
    private static NetworkTypeProvider onHost(UnaryOperator<HostNetwork> alter) {
        return AlteredNetwork.provider(network -> new AlteredNetwork(network) {
            @Override
            public HostNetwork on(HostView host) {
                return alter.apply(super.on(host));
            }
        });
    }

    private static HostNetwork published(HostNetwork on, UnaryOperator<XmlElement> alter) {
        return on.isResolvedByGuestnet()
                ? on
                : HostNetwork.libvirt(alter.apply(on.libvirtNetwork()))
                        .withScope(on.scope())
                        .withAttachmentPoints(on.attachmentPoints())
                        .withFindings(on.findings());
    }

    /** A provider that reads in another way. */
    private static NetworkTypeProvider reading(Function<NetworkDefinition, Reading<DefinedNetwork>> read) {
        return read::apply;
    }

    static class DefinitionsToTryAreOfOneType extends SampleProviderContractTest {
        @Override
        protected List<String> unusableDefinitions() {
            return List.of("<network type='other'><name>a</name></network>");
        }
    }

    static class ReadsEveryUsableDefinition extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return reading(d -> d.name().value().equals("b")
                    ? Reading.refused(
                            List.of(blocker("not b", "write a").at(d.root().place())))
                    : new SampleProvider().read(d));
        }
    }

    static class RefusesEveryUnusableDefinition extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return reading(
                    d -> new SampleProvider().read(d.root().first("source").isPresent() ? d : usable()));
        }

        private NetworkDefinition usable() {
            return TestDefinition.of(usableDefinitions().get(0));
        }
    }

    static class ExplainsEveryRefusal extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return reading(d -> {
                Reading<DefinedNetwork> reading = new SampleProvider().read(d);
                return reading.value().isPresent()
                        ? reading
                        : Reading.refused(List.of(blocker("wrong", "look it up").at(new Place(99, "/elsewhere"))));
            });
        }
    }

    static class SurvivesHostileDefinitions extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return onHost(on -> published(on, network -> {
                network.all("testkit-unknown").forEach(e -> {
                    throw new IllegalStateException("never heard of " + e);
                });
                return network;
            }));
        }
    }

    static class GivesEqualAnswersToEqualQuestions extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            boolean local = CALLS.incrementAndGet() % 2 == 0; // remembers what it was asked before
            return onHost(on -> on.withScope(local ? Scope.LOCAL : Scope.SHARED));
        }
    }

    static class GivesEqualAnswersFromManyThreads extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            Thread first = Thread.currentThread();
            return onHost(on -> on.withScope(Thread.currentThread() == first ? Scope.LOCAL : Scope.SHARED));
        }
    }

    static class AnswersInTime extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            XmlElement slow = TestDefinition.of(usableDefinitions().get(1)).root();
            return reading(d -> {
                if (d.root().equals(slow)) {
                    thinkFor(120_000_000);
                }
                return new SampleProvider().read(d);
            });
        }

        private static void thinkFor(long nanos) {
            for (long end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
        }
    }

    static class PublishesALibvirtNetworkWithoutGuestnetsOwn extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return onHost(on -> published(
                    on, network -> network.with(XmlElement.of("segment").with("id", "s"))));
        }
    }

    static class KeepsWhatItDoesNotKnow extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return onHost(on ->
                    published(on, n -> n.withoutChildren(c -> c.name().equals("portgroup"))));
        }
    }

    static class PublishesTheDeviceOfEveryAttachmentPoint extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return onHost(on ->
                    published(on, n -> n.withoutChildren(c -> c.name().equals("forward"))));
        }
    }

    static class PublishesWhatLibvirtAccepts extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            XmlElement bridge = XmlElement.of("bridge").with("name", "br0"); // beside a pool
            return onHost(on -> published(on, network -> network.with(bridge)));
        }
    }

    static class KnowsADeviceByOneIdentityInAllNetworksOfAHost extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return onHost(on -> on.withAttachmentPoints(on.attachmentPoints().stream()
                    .map(p -> p.withIdentity(
                            p.identity() + " of " + on.attachmentPoints().size()))
                    .toList()));
        }
    }

    static class ExplainsEveryFindingAboutAHost extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return onHost(on -> on.withFindings(List.of(Finding.notice(Codes.MEMBER_UNUSABLE, "no device", "plug it in")
                    .on(new HostName("elsewhere")))));
        }
    }

    static class ClaimsNothingAboutDevicesThatAHostDoesNotTell extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return AlteredNetwork.provider(network -> new AlteredNetwork(network) {
                @Override
                public HostNetwork on(HostView host) {
                    return super.on(host.devices().isEmpty() ? withOneDevice(host) : host);
                }
            });
        }

        private static HostView withOneDevice(HostView host) {
            return TestHost.named(host.name().value()).withDevices("lo0");
        }
    }

    static class ExplainsWhatItDoesNotAdmit extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return AlteredNetwork.provider(network -> new AlteredNetwork(network) {
                @Override
                public List<Finding> admits(HostView host, PortRequest nic) {
                    return super.admits(host, nic).stream()
                            .map(f -> blocker(f.detail(), ""))
                            .toList();
                }
            });
        }
    }

    static class AdmitsAGuestThatAsksForNothing extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return AlteredNetwork.provider(network -> new AlteredNetwork(network) {
                @Override
                public List<Finding> admits(HostView host, PortRequest nic) {
                    return List.of(blocker("nobody is welcome", "go elsewhere"));
                }
            });
        }
    }

    static class PrefersAmongOpenPointsOnly extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return AlteredNetwork.provider(network -> new AlteredNetwork(network) {
                @Override
                public List<AttachmentPoint> prefer(
                        HostView host, PortRequest nic, List<AttachmentPoint> open, Usage usage) {
                    return super.prefer(host, nic, on(host).attachmentPoints(), usage);
                }
            });
        }
    }

    static class LeavesTheListOfOpenPointsAlone extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return AlteredNetwork.provider(network -> new AlteredNetwork(network) {
                @Override
                public List<AttachmentPoint> prefer(
                        HostView host, PortRequest nic, List<AttachmentPoint> open, Usage usage) {
                    Collections.reverse(open);
                    return new ArrayList<>(open);
                }
            });
        }
    }

    static class PlugsEachPortAlikeWhereGuestnetResolves extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return AlteredNetwork.provider(network -> new AlteredNetwork(network) {
                @Override
                public Plug plug(HostView host, PortRequest nic, Optional<AttachmentPoint> claimed) {
                    super.plug(host, nic, claimed);
                    return null;
                }
            });
        }
    }

    static class PlugsNothingWhereLibvirtResolves extends SampleProviderContractTest {
        @Override
        protected NetworkTypeProvider provider() {
            return AlteredNetwork.provider(network -> new AlteredNetwork(network) {
                @Override
                public Plug plug(HostView host, PortRequest nic, Optional<AttachmentPoint> claimed) {
                    return Plug.of("ethernet", Map.of());
                }
            });
        }
    }
}
