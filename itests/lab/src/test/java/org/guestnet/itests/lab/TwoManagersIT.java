/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guestnet.driver.store.contract.PostgreSql;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.postgresql.internal.PostgreSqlServer;
import org.guestnet.store.internal.Database;
import org.guestnet.store.internal.JdbcClaimStore;
import org.guestnet.store.internal.JdbcJournal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two manager processes on one PostgreSQL database, at the same exclusive pools of two hosts. */
@EnabledIf(
        value = "org.guestnet.driver.store.contract.PostgreSql#isInstalled",
        disabledReason = "PostgreSQL is not installed: apt-get install postgresql")
@RequiresLab(hosts = 2)
final class TwoManagersIT {

    private static final String POOL = "red";
    private static final int GUESTS = 3; // on each host, for two members
    private static final int LEASE_S = 8;
    private static final int ROUNDS = 40;
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Pattern DEVICE = Pattern.compile("<source network='red'[^>]* dev='([^']+)'");
    private static final Set<String> REFUSALS =
            Set.of("ok", "POOL_EXHAUSTED", "BUSY", "GUEST_RUNNING", "GUEST_NOT_RUNNING");

    private static PostgreSql server;
    private static Database database;

    private final Lab lab;
    private final List<ManagerProcess> managers = new ArrayList<>();

    TwoManagersIT(Lab lab) {
        this.lab = lab;
    }

    /** libvirtd gives up on a silent client within 4 s, as it does within 30 s by default: before the lease has ended. */
    @BeforeAll
    static void start(Lab lab) {
        server = PostgreSql.started();
        database = new Database(() ->
                new PostgreSqlServer().connect(server.url(), server.user(), server.password(), Duration.ofSeconds(5)));
        for (String host : lab.hosts()) {
            String patience = "printf 'keepalive_interval = 1\\nkeepalive_count = 2\\n' >>/etc/libvirt/libvirtd.conf";
            lab.exec(host, "sh", "-c", patience);
            lab.libvirtd(host, "restart");
            for (int i = 0; i < GUESTS; i++) {
                lab.define(host, LabGuest.empty(guest(host, i)).on(POOL));
            }
        }
        try (ManagerProcess first = new ManagerProcess(server, "first", LEASE_S, "")) {
            for (String host : lab.hosts()) {
                assertThat(first.askPatiently("add " + host + " unix:" + lab.socketOf(host)))
                        .startsWith("ok");
                assertThat(first.askPatiently("define " + name(host) + " " + pool(lab, host)))
                        .startsWith("ok");
            }
        }
        lab.hosts().forEach(lab::renewLibvirtd);
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        server.close();
    }

    private static String guest(String host, int number) {
        return host.toLowerCase(java.util.Locale.ROOT) + number;
    }

    private static String name(String host) {
        return "kvm-" + host.toLowerCase(java.util.Locale.ROOT);
    }

    private static String pool(Lab lab, String host) {
        return "<network type='direct'><name>%s</name><source mode='passthrough'><interface dev='%s'/><interface dev='%s'/></source></network>"
                .formatted(POOL, lab.devicesOf(host).get(0), lab.devicesOf(host).get(1));
    }

    @AfterEach
    void end() {
        managers.forEach(ManagerProcess::close);
        for (String host : lab.hosts()) {
            lab.renewLibvirtd(host);
            lab.virsh(host, "list", "--name")
                    .lines()
                    .filter(g -> !g.isBlank())
                    .forEach(g -> lab.virsh(host, "destroy", g));
            lab.tryVirsh(host, "net-destroy", POOL);
        }
    }

    private ManagerProcess manager(String name, String holdBefore) {
        ManagerProcess manager = new ManagerProcess(server, name, LEASE_S, holdBefore);
        managers.add(manager);
        awaitHosts(manager);
        return manager;
    }

    /** It has a lease; both hosts are up, and all guests seen: what was seen before it lost one may be shown for a moment. */
    private static void awaitHosts(ManagerProcess manager) {
        Await.until("the manager has a lease", LONG, () -> manager.ask("lease").startsWith("ok"));
        String wanted = "kvm-a=UP/" + GUESTS + " kvm-b=UP/" + GUESTS;
        Await.until(
                "the manager sees its hosts", LONG, () -> manager.ask("hosts").contains(wanted));
    }

    /** Blockers are booked before that call, the guest is started by it, blockers are taken away by it. */
    @ParameterizedTest
    @ValueSource(strings = {"createPort", "startGuest", "deletePort"})
    void aManagerThatThawsNeverActsLate(String call) throws Exception {
        ManagerProcess survivor = manager("survivor", "");
        ManagerProcess frozen = manager("frozen", call);
        CompletableFuture<String> start = frozen.beginHeld("start a0");
        frozen.freeze();
        Operation taken = open().get(0);
        Await.until("the survivor has ended its work", LONG, () -> open().isEmpty());

        boolean runs = call.equals("deletePort");
        assertThat(read(taken).state()).isEqualTo(runs ? Operation.State.DONE : Operation.State.UNDONE);
        assertThat(survivor.askPatiently("start a1")).startsWith("ok");
        assertThat(survivor.askPatiently("start a2")).startsWith(runs ? "POOL_EXHAUSTED" : "ok");
        assertInOrder();
        Map<String, String> before = everything();
        Operation settled = read(taken);

        frozen.go(); // read as soon as it thaws
        frozen.thaw();
        assertThat(ManagerProcess.answer(start))
                .as("what it answers in the end")
                .doesNotStartWith("ok");
        awaitHosts(frozen); // it started over
        assertThat(everything()).isEqualTo(before);
        assertThat(read(taken)).isEqualTo(settled);
        assertInOrder();
        assertThat(frozen.askPatiently("stop a1")).startsWith("ok");
        assertInOrder();
    }

    @Test
    void bothAtTheSamePoolsGiveNoDeviceTwice() throws Exception {
        List<ManagerProcess> both = List.of(manager("one", ""), manager("two", ""));
        Random random = new Random(4711);
        Map<String, Integer> answers = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<CompletableFuture<String>> begun = new ArrayList<>();
            for (ManagerProcess manager : both) {
                for (String host : lab.hosts()) {
                    String verb = random.nextInt(5) < 3 ? "start " : "stop ";
                    begun.add(manager.begin(verb + guest(host, random.nextInt(GUESTS))));
                }
            }
            begun.stream().map(ManagerProcess::answer).forEach(a -> answers.merge(a.split("[: ]")[0], 1, Integer::sum));
            for (String host : lab.hosts()) {
                assertThat(devices(host).values())
                        .as("devices of guests on %s after round %s", host, round)
                        .doesNotHaveDuplicates();
            }
        }
        System.out.println("Two managers, " + ROUNDS + " rounds: " + answers);
        answers.keySet().removeAll(ManagerProcess.LOST);
        assertThat(REFUSALS)
                .as("a device given twice would be refused by libvirt")
                .containsAll(answers.keySet());
        assertThat(answers.get("ok")).isGreaterThan(ROUNDS);
        Await.until("all operations are over", LONG, () -> open().isEmpty());
        assertInOrder();
    }

    private static List<Operation> open() {
        try {
            return new JdbcJournal(database, 1000).open();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    private static Operation read(Operation operation) throws GuestnetException {
        return new JdbcJournal(database, 1000).operation(operation.id()).orElseThrow();
    }

    /** Guests to the devices that they have, of a host. */
    private Map<String, String> devices(String host) {
        Map<String, String> devices = new LinkedHashMap<>();
        for (String guest : lab.virsh(host, "list", "--name").split("\\s+")) {
            if (!guest.isBlank()) {
                Matcher device = DEVICE.matcher(lab.virsh(host, "dumpxml", guest));
                assertThat(device.find())
                        .as("the pool's device in the live XML of " + guest)
                        .isTrue();
                devices.put(guest, device.group(1));
            }
        }
        return devices;
    }

    /** All that a late act could change. */
    private Map<String, String> everything() throws GuestnetException {
        Map<String, String> all = new TreeMap<>();
        for (String host : lab.hosts()) {
            all.put(host + " guests", devices(host).toString());
            all.put(
                    host + " ports",
                    lab.tryVirsh(host, "net-port-list", POOL, "--uuid").output());
        }
        all.put("claims", new JdbcClaimStore(database).claims().toString());
        return all;
    }

    /** No device with two guests, a claim for each guest and for nobody else, no port that is no guest's. */
    private void assertInOrder() throws GuestnetException {
        List<Claim> claims = new JdbcClaimStore(database).claims();
        for (String host : lab.hosts()) {
            Map<String, String> devices = devices(host);
            assertThat(new HashSet<>(devices.values())).as("devices").hasSameSizeAs(devices.keySet());
            assertThat(claims.stream()
                            .filter(c -> c.key().host().value().equals(name(host)))
                            .collect(Collectors.toMap(
                                    Claim::guestName, c -> c.key().device())))
                    .isEqualTo(devices);
            if (!devices.isEmpty()) {
                assertThat(lab.virsh(host, "net-port-list", POOL, "--uuid")
                                .lines()
                                .filter(l -> !l.isBlank()))
                        .as("ports")
                        .hasSameSizeAs(devices.keySet());
            }
        }
    }
}
