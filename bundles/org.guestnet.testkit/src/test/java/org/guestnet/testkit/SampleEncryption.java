/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.model.IpAddress;
import org.guestnet.model.SecretName;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.Findings;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.TunnelsOnHost;

/** An encryption that holds the contract: {@code <encryption type='sample' secret='…'/>}. Parts of it are broken by tests. */
class SampleEncryption implements EncryptionProvider {

    @Override
    public String type() {
        return "sample";
    }

    @Override
    public Reading<Encryption> read(NetworkDefinition definition, XmlElement encryption) {
        Findings findings = new Findings();
        findings.refuseUnknown(encryption, Set.of("type", "secret"), Set.of());
        Optional<String> secret = encryption.attribute("secret").filter(s -> s.matches("[a-z]+"));
        if (secret.isEmpty()) {
            findings.refuse(encryption, "<encryption> has no secret", "write secret='…'");
        }
        return findings.reading(() -> encryption(Means.of("sample").with(new SecretName(secret.orElseThrow()))));
    }

    Encryption encryption(Means means) {
        return new Sample(means);
    }

    @Override
    public List<HostOrder> questions() {
        return List.of(HostOrder.of("sample", "list"));
    }

    @Override
    public TunnelsOnHost seen(List<HostAnswer> answers) {
        return new Tunnels(answers.get(0)
                .output()
                .lines()
                .filter(l -> l.matches("gx[0-9a-f]{10}-[a-z0-9-]{1,27}"))
                .collect(Collectors.toSet()));
    }

    static class Sample implements Encryption {

        private final Means means;

        Sample(Means means) {
            this.means = means;
        }

        @Override
        public String terms() {
            return "encrypted as a sample";
        }

        @Override
        public int innerMtu(int underlay, IpAddress endpoint) {
            return Math.max(0, underlay - (endpoint.isV6() ? 60 : 40));
        }

        @Override
        public Means means() {
            return means;
        }
    }

    static class Tunnels implements TunnelsOnHost {

        private final Set<String> names;

        Tunnels(Set<String> names) {
            this.names = names;
        }

        @Override
        public Optional<String> silence() {
            return Optional.empty();
        }

        @Override
        public Set<String> names() {
            return names;
        }

        @Override
        public boolean has(KeyedTunnel tunnel) {
            return names.contains(tunnel.name());
        }

        @Override
        public TunnelReport report(String name) {
            return TunnelReport.down("nobody asked");
        }

        @Override
        public List<HostStep> make(List<KeyedTunnel> missing) {
            return missing.stream()
                    .map(t ->
                            HostStep.of(HostOrder.of("sample", "add", t.name()).reading(t.secret()), t.name()))
                    .toList();
        }

        @Override
        public List<HostStep> remove(Collection<String> gone) {
            Stream<String> words = Stream.concat(Stream.of("sample", "remove"), gone.stream());
            return List.of(HostStep.of(HostOrder.of(words.toList()), List.copyOf(gone)));
        }
    }
}
