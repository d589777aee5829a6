/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The relay between the library, here a plain socket, and a daemon that does nothing. */
@Timeout(20)
final class RelayTest {

    private SocketDirectory directory;
    private Path daemonPath;
    private ServerSocketChannel daemon;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        directory = SocketDirectory.create();
        daemonPath = directory.next();
        daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        daemon.bind(UnixDomainSocketAddress.of(daemonPath));
        UnixCarrier carrier = new UnixCarrier(daemonPath);
        carrier.connect();
        relay = Relay.start("test", directory.next(), carrier);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        daemon.close();
        Files.deleteIfExists(daemonPath);
        directory.close();
    }

    private SocketChannel library() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(relay.path()));
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String receive(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(100);
        return channel.read(bytes) < 0
                ? "END"
                : new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    @Test
    void carriesBytesBothWays() throws IOException {
        try (SocketChannel library = library();
                SocketChannel host = daemon.accept()) {
            send(library, "question");
            assertThat(receive(host)).isEqualTo("question");
            send(host, "answer");
            assertThat(receive(library)).isEqualTo("answer");
        }
    }

    @Test
    void closingEndsWhoeverWaitsForAnAnswer() throws Exception {
        try (SocketChannel library = library()) {
            send(library, "question");
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return receive(library);
                } catch (IOException e) {
                    return "FAILED";
                }
            });
            assertThat(answer).isNotDone();
            relay.close();
            assertThat(answer.get(2, TimeUnit.SECONDS)).isIn("END", "FAILED");
            assertThat(relay.endedByHost()).isFalse();
        }
    }

    @Test
    void theEndOfTheHostReachesTheLibraryAndIsRemembered() throws Exception {
        try (SocketChannel library = library()) {
            daemon.accept().close();
            assertThat(receive(library)).isEqualTo("END");
            assertThat(relay.isClosed()).isTrue();
            await(relay::endedByHost);
        }
    }

    @Test
    void theEndOfTheLibraryReachesTheHost() throws Exception {
        try (SocketChannel host = daemon.accept()) {
            library().close();
            assertThat(receive(host)).isEqualTo("END");
            assertThat(relay.endedByHost()).isFalse();
        }
    }

    @Test
    void servesOneConnectionAndThenNobodyCanComeAnyMore() throws Exception {
        try (SocketChannel library = library()) {
            send(library, "x");
            await(() -> !Files.exists(relay.path()));
            assertThatThrownBy(this::library).isInstanceOf(IOException.class);
        }
    }

    @Test
    void socketsAreInADirectoryThatNobodyElseCanEnter() throws IOException {
        assertThat(Files.getPosixFilePermissions(relay.path().getParent()))
                .containsExactlyInAnyOrderElementsOf(
                        java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
