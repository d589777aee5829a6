/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.libvirt.internal.binding.JnaBinding;
import org.guestnet.libvirt.internal.transport.Credentials;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.postgresql.internal.PostgreSqlServer;
import org.guestnet.store.internal.Database;
import org.guestnet.store.internal.JdbcClaimStore;
import org.guestnet.store.internal.JdbcHostStore;
import org.guestnet.store.internal.JdbcJournal;
import org.guestnet.store.internal.JdbcManagers;

/**
 * A manager process on a shared database. Does what it reads, each line {@code NUMBER VERB WORD…} on a thread of its own, and prints
 * {@code NUMBER ok …} or {@code NUMBER CODE: …}. It may stand still before one call to a host, printing {@value #HELD}, until it
 * reads {@value #GO}.
 */
final class SharingManager {

    static final String HELD = "held";
    static final String GO = "go";
    static final String PASSWORD = "GUESTNET_DATABASE_PASSWORD";

    private final ManagerStore managers;
    private final CoreFixture core;

    private SharingManager(ManagerStore managers, CoreFixture core) {
        this.managers = managers;
        this.core = core;
    }

    /** @param arguments URL, user, name of the manager, seconds of its lease, the call to stand still before */
    public static void main(String[] arguments) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        LibvirtDriver libvirt = new LibvirtDriver("own", Credentials.of("", "", ""), new JnaBinding());
        WatchedDriver driver = new WatchedDriver(libvirt, call -> hold(call.equals(arguments[4]), go), call -> {});
        Duration lease = Duration.ofSeconds(Long.parseLong(arguments[3]));
        Duration patience = lease.dividedBy(5);
        Database database = new Database(
                () -> new PostgreSqlServer().connect(arguments[0], arguments[1], System.getenv(PASSWORD), patience));
        JdbcManagers managers = new JdbcManagers(database, arguments[2], lease);
        SharingManager manager = new SharingManager(
                managers,
                new CoreFixture(
                        new JdbcHostStore(database),
                        new JdbcClaimStore(database),
                        new JdbcJournal(database, 1000),
                        managers,
                        driver,
                        Map.of("direct", new MirroredPools())));
        manager.obey(go);
        System.exit(0);
    }

    /** Only once: what comes after {@value #GO} goes on. */
    private static void hold(boolean wanted, CountDownLatch go) {
        if (wanted && go.getCount() > 0) {
            say(HELD);
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }

    private void obey(CountDownLatch go) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 4);
            if (line.equals(GO)) {
                go.countDown();
            } else {
                new Thread(() -> say(words[0] + " " + answer(words))).start();
            }
        }
    }

    private String answer(String[] words) {
        try {
            return "ok " + obey(words);
        } catch (GuestnetException e) {
            return e.getMessage().replace('\n', ' ');
        } catch (RuntimeException e) {
            return "INTERNAL: " + e;
        }
    }

    private String obey(String[] words) throws GuestnetException {
        switch (words[1]) {
            case "add" -> core.hosts().add(LibvirtHosts.at(words[3], words[2], Hypervisor.QEMU));
            case "define" -> core.networks().define(new HostName(words[2]), words[3], DefineOptions.defaults());
            case "start" -> core.guests().start(new GuestName(words[2]), Optional.empty(), false);
            case "stop" -> core.guests().stop(new GuestName(words[2]), Optional.empty(), StopMode.DESTROY, false);
            case "lease" -> managers.begin().close();
            case "hosts" -> {
                return core.hosts().list().stream()
                        .map(h -> h.host().name() + "=" + h.state() + "/" + h.guests())
                        .collect(Collectors.joining(" "));
            }
            default -> throw new IllegalArgumentException(words[1]);
        }
        return "";
    }
}
