/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.Migration;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.libvirt.internal.transport.Carriers;
import org.guestnet.libvirt.internal.transport.Credentials;
import org.guestnet.libvirt.internal.transport.SocketDirectory;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of a session whose host answers when a test says so. */
@Timeout(30)
final class SessionLifeTest implements HostListener {

    private static final Duration LATE = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(4); // enough to be interrupted before
    private static final Duration AMPLE = Duration.ofSeconds(25);
    private static final Line.Call<Boolean> QUESTION = c -> c.guests().isActive("x");

    private final FakeLibvirt libvirt = new FakeLibvirt();
    private final List<String> losses = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> daemonSide = new CopyOnWriteArrayList<>();
    private SocketDirectory sockets;
    private Path path;
    private ServerSocketChannel daemon;
    private SessionParts parts;
    private HostSession session;

    @BeforeEach
    void open() throws Exception {
        sockets = SocketDirectory.create();
        path = sockets.next();
        daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        daemon.bind(UnixDomainSocketAddress.of(path));
        Thread accepting = new Thread(this::accept);
        accepting.setDaemon(true);
        accepting.start();
        parts = opening().open();
        session = new LibvirtSession(parts, () -> {});
    }

    private Opening opening() {
        Host host = new Host(new HostName("kvm1"), HostAddress.parse("unix:" + path), Hypervisor.QEMU);
        return new Opening(host, this, new Reach(new Carriers(Credentials.of("", "", "")), sockets, libvirt));
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel accepted = daemon.accept();
                accepted.configureBlocking(false); // who asks nothing does not keep others from being answered
                daemonSide.add(accepted);
            }
        } catch (IOException e) {
            assertThat(daemon.isOpen()).isFalse();
        }
    }

    @AfterEach
    void close() throws IOException {
        session.close();
        daemon.close();
        Files.deleteIfExists(path);
        sockets.close();
        assertThat(libvirt.crashes)
                .as("two threads on a connection, or one closed under a call")
                .hasValue(0);
        await(() -> libvirt.opened.stream().allMatch(c -> c.closed));
    }

    @Override
    public void changed() {
        throw new IllegalStateException("a listener that fails must not harm the session");
    }

    @Override
    public void lost(String reason) {
        losses.add(reason);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private CompletableFuture<Throwable> asking(Lines lines, Duration limit) {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> thrown.complete(catchThrowable(() -> parts.calls().call(lines, limit, QUESTION))));
        caller.setDaemon(true);
        caller.start();
        return thrown;
    }

    /** On every connection that is still up. */
    private void answerAll() {
        daemonSide.removeIf(channel -> {
            try {
                channel.write(ByteBuffer.wrap(new byte[] {1}));
                return false;
            } catch (IOException e) {
                return true; // that one was cut
            }
        });
    }

    private static String code(Throwable thrown) {
        assertThat(thrown).isInstanceOf(GuestnetException.class).hasMessageContaining("kvm1");
        return ((GuestnetException) thrown).code();
    }

    @Test
    void aMissedDeadlineEndsThatCallAndNoOther() throws Exception {
        CompletableFuture<Throwable> patient = asking(parts.work(), AMPLE);
        await(() -> !parts.work().isIdle());
        CompletableFuture<Throwable> hasty = asking(parts.work(), LATE);

        assertThat(code(hasty.get(15, TimeUnit.SECONDS))).isEqualTo(Codes.HOST_TIMEOUT);
        assertThat(hasty.get()).isInstanceOf(HostUnreachableException.class);
        await(() ->
                libvirt.opened.stream().anyMatch(c -> c.closed)); // the call itself has ended, not only the wait for it
        assertThat(patient).isNotDone();
        answerAll();
        assertThat(patient.get(15, TimeUnit.SECONDS)).isNull();
        await(() -> parts.work().isIdle());
        assertThat(losses).isEmpty();
    }

    @Test
    void fourCallsAreInFlightAndTheFifthWaitsAndTouchesNothing() throws Exception {
        List<CompletableFuture<Throwable>> four = new ArrayList<>();
        for (int i = 0; i < Lines.SLOTS; i++) {
            four.add(asking(parts.work(), AMPLE));
        }
        await(() -> libvirt.opened.size() == 1 + Lines.SLOTS); // control's one, and one for each call
        CompletableFuture<Throwable> fifth = asking(parts.work(), LATE);
        assertThat(code(fifth.get(15, TimeUnit.SECONDS))).isEqualTo(Codes.HOST_TIMEOUT);
        assertThat(libvirt.opened).hasSize(1 + Lines.SLOTS);
        assertThat(four).noneMatch(CompletableFuture::isDone);

        answerAll();
        for (CompletableFuture<Throwable> call : four) {
            assertThat(call.get(15, TimeUnit.SECONDS)).isNull();
        }
        // What was opened for the rush is given back, but for one.
        await(() -> libvirt.opened.stream().filter(c -> !c.closed).count() == 3);
    }

    @Test
    void interruptionEndsTheWaitAndTheCallEndsAtItsDeadline() throws Exception {
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            thrown.complete(catchThrowable(() -> parts.calls().call(parts.work(), LATER, QUESTION)));
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        await(() -> !parts.work().isIdle());
        caller.interrupt();

        assertThat(code(thrown.get(20, TimeUnit.SECONDS))).isEqualTo(Codes.HOST_TIMEOUT);
        assertThat(flag.get()).isTrue();
        await(() -> parts.work().isIdle());
    }

    @Test
    void theEndOfTheConnectionIsToldOnceAndRefusesLaterCalls() throws Exception {
        CompletableFuture<Throwable> call = asking(parts.control(), AMPLE);
        await(() -> !parts.control().isIdle());
        for (FakeLibvirt.Fake connection : libvirt.opened) {
            if (connection.watcher != null) {
                connection.watcher.ended("the daemon ended");
                connection.watcher.ended("again");
            }
        }
        assertThat(code(call.get(15, TimeUnit.SECONDS))).isEqualTo(Codes.HOST_DOWN);
        await(() -> !losses.isEmpty());
        Throwable later = catchThrowable(() -> parts.calls().call(parts.work(), AMPLE, QUESTION));
        assertThat(code(later)).isEqualTo(Codes.HOST_DOWN);
        assertThat(later).hasMessageContaining("the daemon ended");
        session.close();
        assertThat(losses).containsExactly("the daemon ended");
    }

    @Test
    void closingEndsCallsInFlightAndTellsNobody() throws Exception {
        CompletableFuture<Throwable> work = asking(parts.work(), AMPLE);
        CompletableFuture<Throwable> control = asking(parts.control(), AMPLE);
        await(() -> !parts.work().isIdle() && !parts.control().isIdle());
        session.close();
        assertThat(work.get(15, TimeUnit.SECONDS)).isInstanceOf(HostUnreachableException.class);
        assertThat(control.get(15, TimeUnit.SECONDS)).isInstanceOf(HostUnreachableException.class);
        session.close();
        assertThat(losses).isEmpty();
    }

    @Test
    void aFailingListenerHarmsNobody() throws Exception {
        libvirt.opened.stream().filter(c -> c.watcher != null).forEach(c -> c.watcher.changed());
        CompletableFuture<Throwable> call = asking(parts.work(), AMPLE);
        await(() -> !parts.work().isIdle());
        await(() -> {
            answerAll();
            return call.isDone();
        });
        assertThat(call.get()).isNull();
    }

    /** Whoever took the refusal for the migration's would undo what goes on. */
    @Test
    void aLookThatIsRefusedDoesNotEndAMigration() throws Exception {
        libvirt.jobRefusal = new LibvirtFailure(68, "cannot acquire state change lock");
        Migration amongPeers = Migration.plain().with(HostAddress.parse("tls://kvm2"));
        CompletableFuture<Throwable> migrating = new CompletableFuture<>();
        new Thread(() -> migrating.complete(
                        catchThrowable(() -> session.migrate(UUID.randomUUID(), session, amongPeers))))
                .start();
        await(() -> {
            answerAll();
            return libvirt.looks.get() > 1 || migrating.isDone();
        });
        assertThat(migrating).isNotDone();

        libvirt.migrated.complete(null);

        await(() -> {
            answerAll();
            return migrating.isDone();
        });
        assertThat(migrating.get()).isNull();
    }

    @Test
    void aDaemonThatSaysNoIsARefusalAndNobodyThereIsNot() throws Exception {
        libvirt.refusal = new LibvirtFailure(5, "no connection driver available for lxc:///system.");
        Throwable refused = catchThrowable(() -> opening().open());
        assertThat(code(refused)).isEqualTo(Codes.HOST_REFUSED);
        assertThat(refused)
                .isNotInstanceOf(HostUnreachableException.class)
                .hasMessageContaining("no connection driver");

        daemon.close();
        Files.delete(path);
        Throwable down = catchThrowable(() -> opening().open());
        assertThat(code(down)).isEqualTo(Codes.HOST_DOWN);
        assertThat(down).isInstanceOf(HostUnreachableException.class);
    }
}
