/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.TunnelsOnHost;

/** An encryption by a program {@code sample}, whose tunnels are added, and then begun. */
public final class FakeEncryption implements EncryptionProvider {

    public static final String TYPE = "sample";

    /** Tells lines of a name and what the key was. */
    public static final String LIST = "sample list";

    /** Tells the names of those that were begun. */
    public static final String STATES = "sample states";

    private final String bad;

    public FakeEncryption() {
        this("");
    }

    private FakeEncryption(String bad) {
        this.bad = bad;
    }

    /** One that throws when it is to make a tunnel of that name. */
    public static FakeEncryption thatFailsToMake(String tunnel) {
        return new FakeEncryption(tunnel);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Reading<Encryption> read(NetworkDefinition definition, XmlElement encryption) {
        throw new UnsupportedOperationException("definitions are not read here");
    }

    @Override
    public List<HostOrder> questions() {
        return List.of(HostOrder.of("sample", "list"), HostOrder.of("sample", "states"));
    }

    @Override
    public TunnelsOnHost seen(List<HostAnswer> answers) {
        Map<String, String> added = answers.get(0)
                .output()
                .lines()
                .map(l -> l.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
        boolean silent = answers.size() > 1 && !answers.get(1).ok();
        Set<String> begun =
                answers.size() < 2 ? Set.of() : answers.get(1).output().lines().collect(Collectors.toSet());
        return new Tunnels(added, begun, silent, bad);
    }

    private record Tunnels(Map<String, String> added, Set<String> begun, boolean silent, String bad)
            implements TunnelsOnHost {

        @Override
        public Optional<String> silence() {
            return silent ? Optional.of("the program does not run: start it there") : Optional.empty();
        }

        @Override
        public Set<String> names() {
            return added.keySet();
        }

        @Override
        public boolean has(KeyedTunnel tunnel) {
            return isAdded(tunnel) && begun.contains(tunnel.name());
        }

        @Override
        public boolean knows(KeyedTunnel tunnel) {
            return isAdded(tunnel);
        }

        private boolean isAdded(KeyedTunnel tunnel) {
            return String.valueOf(tunnel.secret().hashCode()).equals(added.get(tunnel.name()));
        }

        @Override
        public TunnelReport report(String name) {
            return TunnelReport.down("nothing passes");
        }

        @Override
        public List<HostStep> make(List<KeyedTunnel> missing) {
            List<HostStep> steps = new ArrayList<>();
            for (KeyedTunnel t : missing) {
                if (t.name().equals(bad)) {
                    throw new IllegalStateException(t.secret());
                }
                steps.addAll(
                        isAdded(t)
                                ? List.of(HostStep.of(HostOrder.of("sample", "begin", t.name()), t.name()))
                                : List.of(
                                        HostStep.of(
                                                HostOrder.of("sample", "add", t.name())
                                                        .reading("key " + t.secret()),
                                                t.name()),
                                        HostStep.of(HostOrder.of("sample", "load"))));
            }
            return steps;
        }

        @Override
        public List<HostStep> remove(Collection<String> names) {
            Stream<String> words = Stream.concat(Stream.of("sample", "remove"), names.stream());
            return List.of(HostStep.of(HostOrder.of(words.toList()), List.copyOf(names)));
        }
    }
}
