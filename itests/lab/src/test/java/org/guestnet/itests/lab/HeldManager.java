/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.api.HostInfo;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.CoreFixture;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.libvirt.internal.binding.JnaBinding;
import org.guestnet.libvirt.internal.transport.Credentials;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MigrationSettings;
import org.guestnet.model.Operation;

/**
 * A manager process that does one thing to one guest or network and stands still at one moment of it, to be killed there. It prints
 * {@value #HELD} when it has reached that moment, and stands still there, unless that moment is within a call to the host.
 */
final class HeldManager {

    static final String HELD = "HELD";
    static final String START = "start";
    static final String STOP = "stop";
    static final String DEFINE = "define";
    static final String REPAIR = "repair";
    static final String MIGRATE = "migrate";
    static final String MOVE = "move";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private HeldManager() {}

    /** Has a manager process come to a moment, and kills it there with SIGKILL. */
    static void killed(Path store, Path socket, String what, String to, String moment)
            throws IOException, InterruptedException {
        at(store, socket, what, to, moment).destroyForcibly().waitFor();
    }

    /** A manager process that has come to a moment; the caller ends it. */
    static Process at(Path store, Path socket, String what, String to, String moment)
            throws IOException, InterruptedException {
        Process manager = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldManager.class.getName(),
                        store.toString(),
                        socket.toString(),
                        what,
                        moment,
                        to)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = manager.inputReader(StandardCharsets.UTF_8);
        if (!HELD.equals(out.readLine())) {
            manager.destroyForcibly().waitFor();
            throw new AssertionError("the manager ended before this moment: " + moment);
        }
        return manager;
    }

    /**
     * @param arguments the store's directory, the socket of host A if the store knows no hosts, what to do, the moment, and to what: a
     *     guest to start or stop, the document of a network to define, a guest to move with its destination and the MiB a second that
     *     it may take; to repair needs nothing
     */
    public static void main(String[] arguments) throws Exception {
        Hold hold = new Hold(arguments[3], new ConcurrentHashMap<>());
        LibvirtDriver driver = new LibvirtDriver("own", Credentials.of("", "", ""), new JnaBinding());
        WatchedDriver watched = new WatchedDriver(driver, hold.at("before call "), hold.at("after call "));
        try (DiskStore store = new DiskStore(Path.of(arguments[0]))) {
            WatchedJournal journal = new WatchedJournal(
                    store.journal(),
                    o -> isAbout(arguments[2], o),
                    n -> hold.at("before write ").accept("" + n),
                    n -> hold.at("after write ").accept("" + n));
            CoreFixture core = store.manager(journal, watched, Map.of("direct", new MirroredPools()));
            Host host = LibvirtHosts.at("unix:" + arguments[1], "A", Hypervisor.QEMU);
            if (core.hosts().list().isEmpty()) {
                core.hosts().add(host);
            }
            for (HostInfo known : core.hosts().list()) {
                HostName name = known.host().name();
                Await.until("host " + name + " answers", PATIENCE, () -> answers(core, name));
            }
            work(core, host.name(), arguments[2], arguments[4]);
        }
        System.exit(1); // the moment never came
    }

    private static boolean isAbout(String what, Operation operation) {
        boolean guests = !what.equals(DEFINE) && !what.equals(REPAIR);
        return guests ? operation.guest().isPresent() : operation.kind() == Operation.Kind.NETWORK_UPDATE;
    }

    /** A host from the store may have been looked at before there was a driver. */
    private static boolean answers(CoreFixture core, HostName host) {
        try {
            core.hosts().refresh(host);
            return true;
        } catch (GuestnetException e) {
            if (e.code().equals(Codes.HOST_DOWN)) {
                return false;
            }
            throw new AssertionError(e);
        }
    }

    private static void work(CoreFixture core, HostName host, String what, String to) throws GuestnetException {
        switch (what) {
            case START -> core.guests().start(new GuestName(to), Optional.empty(), false);
            case STOP -> core.guests().stop(new GuestName(to), Optional.empty(), StopMode.DESTROY, false);
            case DEFINE ->
                core.networks().define(host, to, DefineOptions.defaults().withReplace(true));
            case MIGRATE -> migrate(core, to.split(" "));
            case MOVE ->
                core.guests()
                        .migrate(
                                new GuestName(to.split(" ")[0]),
                                new HostName(to.split(" ")[1]),
                                MigrateOptions.defaults().withOffline(true));
            case REPAIR -> standStill(); // it does so by itself
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void migrate(CoreFixture core, String[] to) throws GuestnetException {
        MigrationSettings settings = MigrationSettings.defaults().withBandwidth(Integer.parseInt(to[2]));
        core.guests()
                .migrate(
                        new GuestName(to[0]),
                        new HostName(to[1]),
                        MigrateOptions.defaults().with(settings));
    }

    private static void standStill() {
        for (; ; ) {
            LockSupport.park();
        }
    }

    /**
     * @param moment {@code before write 3}, {@code after write 3}, {@code before|in|after call startGuest}; with several such calls the
     *     first, or {@code after call deletePort 2}
     */
    private record Hold(String moment, Map<String, Integer> reached) {

        Consumer<String> at(String when) {
            return what -> {
                int times = reached.merge(when + what, 1, Integer::sum);
                if (isNow(when + what, times)) {
                    System.out.println(HELD);
                    standStill();
                } else if (isNow(when.replace("before", "in") + what, times)) {
                    System.out.println(HELD); // and goes on into the call
                }
            };
        }

        private boolean isNow(String now, int times) {
            return moment.equals(now) || moment.equals(now + " " + times);
        }
    }
}
