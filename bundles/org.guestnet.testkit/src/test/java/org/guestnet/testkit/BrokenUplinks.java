/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.IpAddress;
import org.guestnet.model.Place;
import org.guestnet.model.link.LinkResource;
import org.guestnet.spi.HostView;
import org.guestnet.spi.Junction;
import org.guestnet.spi.Reading;
import org.guestnet.spi.UplinkOnHost;
import org.guestnet.spi.UplinkProvider;

/** For each rule of the contract one suite whose protocol breaks that rule and no other; each class is named after its rule. */
final class BrokenUplinks {

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final UplinkProvider GOOD = SampleUplink.provider();

    private BrokenUplinks() {}

    /** A good uplink whose answer about a host is another one. */
    private static UplinkProvider onHost(Function<HostView, UplinkOnHost> answer) {
        return (SampleUplink.Maker) device -> new SampleUplink(device) {
            @Override
            public UplinkOnHost on(HostView host) {
                UplinkOnHost other = answer.apply(host);
                return other == null ? super.on(host) : other;
            }
        };
    }

    /** A good uplink whose lists for a peer are others. */
    private static UplinkProvider towards(Function<List<LinkResource>, List<LinkResource>> alter) {
        return (SampleUplink.Maker) device -> new SampleUplink(device) {
            @Override
            public List<LinkResource> towards(Junction at, UplinkOnHost on, IpAddress peer) {
                return alter.apply(super.towards(at, on, peer));
            }
        };
    }

    private static UplinkProvider withMtu(java.util.function.IntSupplier mtu) {
        return (SampleUplink.Maker) device -> new SampleUplink(device) {
            @Override
            public UplinkOnHost on(HostView host) {
                UplinkOnHost on = super.on(host);
                return on.endpoint().isPresent() ? on.withMtu(mtu.getAsInt()) : on;
            }
        };
    }

    private static Finding blocker(String code, String remedy) {
        return Finding.blocker(code, "wrong", remedy);
    }

    static class ReadsEveryUsableTunnel extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return (d, t) -> d.name().value().equals("b")
                    ? Reading.refused(
                            List.of(blocker(Codes.DEFINITION_INVALID, "write a").at(t.place())))
                    : GOOD.read(d, t);
        }
    }

    static class RefusesEveryUnusableTunnel extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return (d, t) -> GOOD.read(d, t.attribute("dev").isPresent() ? t : t.with("dev", "eth0"));
        }
    }

    static class ExplainsEveryRefusal extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return (d, t) -> GOOD.read(d, t).value().isPresent()
                    ? GOOD.read(d, t)
                    : Reading.refused(
                            List.of(blocker(Codes.DEFINITION_INVALID, "write").at(new Place(99, "/elsewhere"))));
        }
    }

    static class SurvivesHostileDefinitions extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return (SampleUplink.Maker) device -> new SampleUplink(device) {
                @Override
                public UplinkOnHost on(HostView host) {
                    if (!device.value().startsWith("eth")) {
                        throw new IllegalStateException("never heard of " + device);
                    }
                    return super.on(host);
                }
            };
        }
    }

    static class GivesEqualAnswersToEqualQuestions extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            int call = CALLS.incrementAndGet(); // remembers what it was asked before
            return withMtu(() -> 1000 + call);
        }
    }

    static class GivesEqualAnswersFromManyThreads extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            Thread first = Thread.currentThread();
            return withMtu(() -> Thread.currentThread() == first ? 1000 : 1001);
        }
    }

    static class AnswersInTime extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return (d, t) -> {
                if (usableDefinitions().get(1).contains("<name>" + d.name() + "</name>")
                        && t.attributes().size() == 2) {
                    think();
                }
                return GOOD.read(d, t);
            };
        }

        @Override
        protected List<String> usableDefinitions() {
            return List.of(
                    "<network type='tunnel'><name>a</name><tunnel protocol='sample' dev='eth0'/></network>",
                    "<network type='tunnel'><name>slow</name><tunnel protocol='sample' dev='eth0'/></network>");
        }

        private static void think() {
            for (long end = System.nanoTime() + 120_000_000; System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
        }
    }

    static class ExplainsEveryFindingAboutAHost extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return onHost(h -> h.hasShell() ? null : UplinkOnHost.nowhere(List.of(blocker(Codes.SHELL_MISSING, ""))));
        }
    }

    static class IsAMemberOfSomeHost extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return onHost(h -> UplinkOnHost.nowhere(List.of(blocker(Codes.SHELL_MISSING, "wait"))));
        }
    }

    static class EndsAtAnAddressOfItsHost extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return onHost(h -> h.hasShell() ? UplinkOnHost.at(IpAddress.parse("198.51.100.77")) : null);
        }
    }

    static class SaysWhyAHostIsNoMember extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return onHost(h -> h.hasShell()
                            && h.addresses(new DeviceName("eth0")).isEmpty()
                            && h.addresses(new DeviceName("eth1")).isEmpty()
                    ? UplinkOnHost.nowhere(List.of())
                    : null);
        }
    }

    static class NeedsAShell extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return onHost(h -> h.hasShell()
                    ? null
                    : UplinkOnHost.nowhere(List.of(Finding.notice(Codes.SHELL_MISSING, "no shell", "wait"))));
        }
    }

    static class SaysWhichWireItIs extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return (SampleUplink.Maker) device -> new SampleUplink(device) {
                @Override
                public String wire() {
                    return "";
                }
            };
        }
    }

    static class MakesNothingTwiceForOneCause extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return towards(made -> {
                List<LinkResource> twice = new ArrayList<>(made);
                twice.addAll(made);
                return twice;
            });
        }
    }

    static class ClosesTheWayBeforeItIsEncrypted extends SampleUplinkContractTest {
        @Override
        protected UplinkProvider provider() {
            return towards(made -> {
                List<LinkResource> backwards = new ArrayList<>(made);
                Collections.reverse(backwards);
                return backwards;
            });
        }
    }
}
