/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guestnet.libvirt.internal.binding.DeviceCalls;
import org.guestnet.libvirt.internal.binding.GuestCalls;
import org.guestnet.libvirt.internal.binding.LibvirtBinding;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.libvirt.internal.binding.MigrationCalls;
import org.guestnet.libvirt.internal.binding.NetworkCalls;

/**
 * A library that behaves as libvirt's does where it matters here: it connects to the socket of its URI, blocks for as long as the
 * daemon says nothing, and must neither be used by two threads at once nor closed under a call.
 */
final class FakeLibvirt implements LibvirtBinding {

    private static final Pattern SOCKET = Pattern.compile("qemu\\+unix:///system\\?socket=([^&]+)&no_tty=1");
    private static final int SYSTEM_ERROR = 38;

    final List<Fake> opened = new CopyOnWriteArrayList<>();
    final AtomicInteger crashes = new AtomicInteger();
    final CompletableFuture<Void> migrated = new CompletableFuture<>(); // a migration lasts until then
    final AtomicInteger looks = new AtomicInteger(); // at jobs, and all refused so
    volatile LibvirtFailure refusal;
    volatile LibvirtFailure jobRefusal;

    @Override
    public LibvirtConnection open(String uri) throws LibvirtFailure {
        Matcher m = SOCKET.matcher(uri);
        if (!m.matches()) {
            throw new AssertionError("not a URI of ours: " + uri);
        }
        try {
            Fake connection = new Fake(SocketChannel.open(UnixDomainSocketAddress.of(m.group(1))));
            if (refusal != null) {
                connection.channel.close();
                throw refusal;
            }
            opened.add(connection);
            return connection;
        } catch (IOException e) {
            throw new LibvirtFailure(SYSTEM_ERROR, "Failed to connect socket: " + e.getMessage());
        }
    }

    /** One connection. */
    final class Fake implements LibvirtConnection {

        private final SocketChannel channel;
        private final AtomicBoolean used = new AtomicBoolean();
        private volatile boolean alive = true;
        volatile Watcher watcher;
        volatile boolean closed;

        private Fake(SocketChannel channel) {
            this.channel = channel;
        }

        private void enter() {
            if (closed || !used.compareAndSet(false, true)) {
                crashes.incrementAndGet();
            }
        }

        /** Waits for the daemon to say a byte. */
        private void waitForDaemon() throws LibvirtFailure {
            enter();
            try {
                if (channel.read(ByteBuffer.allocate(1)) < 0) {
                    throw new IOException("End of file while reading data");
                }
            } catch (IOException e) {
                alive = false;
                throw new LibvirtFailure(SYSTEM_ERROR, e.getMessage());
            } finally {
                used.set(false);
            }
        }

        @Override
        public String hostName() throws LibvirtFailure {
            return "fake";
        }

        @Override
        public long version() {
            return 9_000_000;
        }

        @Override
        public String type() {
            return "QEMU";
        }

        @Override
        public boolean isAlive() {
            return alive;
        }

        @Override
        public void keepAlive(int seconds, int count) {
            // the daemon of these tests is never asked
        }

        @Override
        public void watchEnd(Watcher ears) {
            watcher = ears;
        }

        @Override
        public void watchChanges(Watcher ears) {
            watcher = ears;
        }

        @Override
        public NetworkCalls networks() {
            throw new AssertionError("no networks here");
        }

        @Override
        public DeviceCalls devices() {
            throw new AssertionError("no devices here");
        }

        @Override
        public GuestCalls guests() {
            return waiting(GuestCalls.class);
        }

        @Override
        public MigrationCalls migrations() {
            return waiting(MigrationCalls.class);
        }

        /** Every other call on a guest waits for the daemon. */
        private <T> T waiting(Class<T> calls) {
            return calls.cast(Proxy.newProxyInstance(
                    calls.getClassLoader(), new Class<?>[] {calls}, (self, method, arguments) -> {
                        switch (method.getName()) {
                            case "job" -> refuseJob();
                            case "migrateToPeer" -> migrated.join();
                            default -> waitForDaemon();
                        }
                        return answer(method.getReturnType());
                    }));
        }

        private void refuseJob() throws LibvirtFailure {
            looks.incrementAndGet();
            throw jobRefusal;
        }

        private static Object answer(Class<?> type) {
            if (type == Optional.class) {
                return Optional.empty();
            }
            return type == boolean.class ? Boolean.TRUE : null;
        }

        @Override
        public int close() {
            enter();
            closed = true;
            try {
                channel.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return 0;
        }
    }
}
