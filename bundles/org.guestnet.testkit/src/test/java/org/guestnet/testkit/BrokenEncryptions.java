/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.IpAddress;
import org.guestnet.model.Place;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.TunnelsOnHost;

/** For each rule of the contract one suite whose encryption breaks that rule and no other; each class is named after its rule. */
final class BrokenEncryptions {

    private static final AtomicInteger CALLS = new AtomicInteger();

    private BrokenEncryptions() {}

    /** A good one that reads a part otherwise. */
    private static EncryptionProvider reading(Function<XmlElement, Reading<Encryption>> other) {
        return new SampleEncryption() {
            @Override
            public Reading<Encryption> read(NetworkDefinition definition, XmlElement encryption) {
                Reading<Encryption> reading = other.apply(encryption);
                return reading == null ? super.read(definition, encryption) : reading;
            }
        };
    }

    /** A good one whose terms are others. */
    private static EncryptionProvider saying(Supplier<String> terms) {
        return new SampleEncryption() {
            @Override
            Encryption encryption(Means means) {
                return new Sample(means) {
                    @Override
                    public String terms() {
                        return terms.get();
                    }
                };
            }
        };
    }

    /** A good one that makes tunnels so. */
    private static EncryptionProvider making(Function<KeyedTunnel, HostStep> maker) {
        return new SampleEncryption() {
            @Override
            public TunnelsOnHost seen(List<HostAnswer> answers) {
                return new Tunnels(super.seen(answers).names()) {
                    @Override
                    public List<HostStep> make(List<KeyedTunnel> missing) {
                        return missing.stream().map(maker).toList();
                    }
                };
            }
        };
    }

    private static Reading<Encryption> refused(Place place) {
        return Reading.refused(List.of(
                Finding.blocker(Codes.DEFINITION_INVALID, "wrong", "write it").at(place)));
    }

    private static boolean is(XmlElement encryption, String secret) {
        return encryption.attribute("secret").filter(secret::equals).isPresent();
    }

    static class ReadsEveryUsableEncryption extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            return reading(e -> is(e, "two") ? refused(e.place()) : null);
        }
    }

    static class RefusesEveryUnusableEncryption extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            return reading(e -> e.attribute("secret").isPresent()
                    ? null
                    : Reading.of(new SampleEncryption.Sample(Means.of("sample")), List.of()));
        }
    }

    static class ExplainsEveryRefusal extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            return reading(e -> e.attribute("secret").isPresent() ? null : refused(new Place(99, "/elsewhere")));
        }
    }

    static class SurvivesHostileDefinitions extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            return new SampleEncryption() {
                @Override
                Encryption encryption(Means means) {
                    if (means.secret().orElseThrow().value().equals("none")) {
                        throw new IllegalStateException("no secret");
                    }
                    return super.encryption(means);
                }
            };
        }

        @Override
        void explainsEveryRefusal() {} // it reads the same documents
    }

    static class GivesEqualAnswersToEqualQuestions extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            int call = CALLS.incrementAndGet(); // remembers what it was asked before
            return saying(() -> "terms " + call);
        }

        @Override
        void givesEqualAnswersFromManyThreads() {} // nor does it there
    }

    static class GivesEqualAnswersFromManyThreads extends SampleEncryptionContractTest {
        private final Thread first = Thread.currentThread();

        @Override
        protected EncryptionProvider provider() {
            return saying(() -> "terms " + (Thread.currentThread() == first));
        }
    }

    static class AnswersInTime extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            return saying(() -> {
                for (long end = System.nanoTime() + 120_000_000; System.nanoTime() < end; ) {
                    Thread.onSpinWait();
                }
                return "terms";
            });
        }

        @Override
        void survivesHostileDefinitions() {} // which takes long then

        @Override
        void givesEqualAnswersFromManyThreads() {} // and so does this
    }

    static class SaysWhatItIs extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            return saying(() -> " ");
        }
    }

    static class LeavesRoomForItself extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            return new SampleEncryption() {
                @Override
                Encryption encryption(Means means) {
                    return new Sample(means) {
                        @Override
                        public int innerMtu(int underlay, IpAddress endpoint) {
                            return underlay - 70;
                        }
                    };
                }
            };
        }
    }

    static class AsksFirstWhetherThereAreAny extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            return new SampleEncryption() {
                @Override
                public TunnelsOnHost seen(List<HostAnswer> answers) {
                    return answers.get(0).ok() ? super.seen(answers) : new Tunnels(Set.of("gx0123456789-0"));
                }
            };
        }
    }

    static class MakesWhatIsMissing extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            return making(t -> HostStep.of(HostOrder.of("sample", "add").reading(t.secret()), "another"));
        }
    }

    static class KeepsKeysOutOfWords extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            return making(t -> HostStep.of(HostOrder.of("sample", "add", t.secret()), t.name()));
        }
    }

    static class SurvivesWhateverHostsSay extends SampleEncryptionContractTest {
        @Override
        protected EncryptionProvider provider() {
            return new SampleEncryption() {
                @Override
                public TunnelsOnHost seen(List<HostAnswer> answers) {
                    return new Tunnels(
                            Set.copyOf(answers.get(0).output().lines().toList()));
                }
            };
        }
    }
}
