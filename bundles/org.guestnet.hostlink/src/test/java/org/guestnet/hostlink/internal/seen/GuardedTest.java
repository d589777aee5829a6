/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guestnet.hostlink.internal.shell.FakeEncryption;
import org.guestnet.hostlink.internal.shell.FakeShell;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.LinkNames;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.TunnelsOnHost;
import org.junit.jupiter.api.Test;

class GuardedTest {

    private static final NetworkName RED = new NetworkName("red");
    private static final IpAddress HERE = IpAddress.parse("192.0.2.1");
    private static final IpAddress THERE = IpAddress.parse("192.0.2.2");
    private static final KeyedTunnel TUNNEL = new KeyedTunnel(
            new EncryptedTunnel(
                    LinkNames.tunnel(RED, THERE),
                    HERE,
                    THERE,
                    LinkNames.inner(RED, HERE),
                    LinkNames.inner(RED, THERE),
                    1430,
                    Means.of("bad")),
            "");

    private interface Answer {
        Object to(String method);
    }

    @SuppressWarnings("unchecked")
    private static <T> T answering(Class<T> type, Answer answer) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> answer.to(method.getName()));
    }

    private static void isKeptFromAllElse(TunnelsOnHost bad) {
        Guarded guarded = new Guarded("bad", bad);
        assertThat(guarded.names()).isEmpty();
        assertThat(guarded.has(TUNNEL)).isFalse();
        assertThat(guarded.make(List.of(TUNNEL))).isEmpty();
        assertThat(guarded.remove(Set.of(TUNNEL.name()))).isEmpty();
        assertThat(guarded.renew(List.of(TUNNEL))).isEmpty();
        assertThat(guarded.silence().orElseThrow()).contains("'bad' failed");
        assertThat(guarded.report(TUNNEL.name()).problem()).contains("'bad' failed");
        assertThat(guarded.failures()).containsOnlyKeys(TUNNEL.name());
    }

    @Test
    void nullIsAFailure() {
        isKeptFromAllElse(null);
        isKeptFromAllElse(
                answering(TunnelsOnHost.class, method -> method.equals("has") ? Boolean.valueOf(throwing()) : null));
    }

    private static boolean throwing() {
        throw new IllegalStateException("secret");
    }

    @Test
    void soIsAnEndlessRecursion() {
        isKeptFromAllElse(answering(TunnelsOnHost.class, GuardedTest::endless));
    }

    private static Object endless(String text) {
        return endless(text + "x") + text;
    }

    @Test
    void namesOfOthersAreNotTold() {
        TunnelsOnHost bad = answering(
                TunnelsOnHost.class,
                method -> new HashSet<>(List.of("", "mine", "gx0123456789-a b", "gx0123456789-a", "x".repeat(50))));
        assertThat(new Guarded("bad", bad).names()).containsExactly("gx0123456789-a");
    }

    @Test
    void whoCannotSayWhatItIsOrWhatWasSeenIsAlone() throws Exception {
        FakeShell shell = new FakeShell();
        for (Answer bad : List.<Answer>of(method -> null, GuardedTest::endless, method -> throwing())) {
            EncryptionProvider mute = answering(EncryptionProvider.class, bad);
            EncryptionProvider blind =
                    answering(EncryptionProvider.class, method -> method.equals("type") ? "bad" : bad.to(method));
            Snapshot seen = new Looker(shell, Arrays.asList(mute, blind, new FakeEncryption())).look(List.of());
            assertThat(seen.tunnels()).containsOnlyKeys("bad", FakeEncryption.TYPE);
            assertThat(seen.tunnelsOf("bad").orElseThrow().silence()).isPresent();
        }
        EncryptionProvider unseeing = answering(
                EncryptionProvider.class,
                method -> method.equals("type") ? "bad" : method.equals("questions") ? List.of() : null);
        assertThat(new Looker(shell, List.of(unseeing)).tunnels("bad").silence().orElseThrow())
                .contains("null");
    }
}
