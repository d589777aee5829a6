/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.MigrateOptions;
import org.guestnet.api.ProgressListener;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MigrationSettings;
import org.guestnet.model.Operation;

/** Two hosts of a lab with a manager of their own, an exclusive pool, and a guest that is about to move from one to the other. */
final class MovingPair implements AutoCloseable {

    static final String POOL = "red";
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int MANY = 100;

    private final Lab lab;
    private final LabGuest guest;
    private final String from;
    private final String to;
    private final CoreFixture core;
    private final AfterMove after;
    private CompletableFuture<Optional<GuestnetException>> move;

    /** @param hosts the letters of source and destination */
    MovingPair(Lab lab, HypervisorDriver driver, List<String> hosts, boolean amongPeers) throws GuestnetException {
        this.lab = lab;
        this.from = hosts.get(0);
        this.to = hosts.get(1);
        this.guest = LabGuest.linux("moves" + from, lab.guestAddress(lab.hosts().indexOf(from)))
                .on(POOL);
        this.core = new CoreFixture(new MemoryStore(), driver, Map.of("direct", new MirroredPools()));
        lab.define(from, guest);
        for (String host : hosts) {
            core.hosts().add(LibvirtHosts.local(lab, host, amongPeers));
            String definition = new PoolBooks(lab, host, POOL).definition("passthrough", 0, 1, 2);
            core.networks().define(LibvirtHosts.name(host), definition, DefineOptions.defaults());
        }
        core.guests().start(new GuestName(guest.name()), Optional.empty(), false);
        lab.awaitSystem(from, guest);
        this.after = AfterMove.of(lab, guest, POOL, from, to);
    }

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    CoreFixture core() {
        return core;
    }

    /** Begins to move, and returns when memory moves. */
    void begin(int mebibytes, ProgressListener progress) {
        MigrateOptions options = MigrateOptions.defaults()
                .with(MigrationSettings.defaults().withBandwidth(mebibytes))
                .withProgress(progress);
        move = CompletableFuture.supplyAsync(
                () -> migrated(new GuestName(guest.name()), LibvirtHosts.name(to), options), Threads.each());
        Await.until(
                "memory moves or it is over",
                LONG,
                () -> move.isDone()
                        || lab.tryVirsh(from, "domjobinfo", guest.name())
                                .output()
                                .contains("Data processed"));
    }

    private Optional<GuestnetException> migrated(GuestName name, HostName destination, MigrateOptions options) {
        try {
            core.guests().migrate(name, destination, options);
            return Optional.empty();
        } catch (GuestnetException e) {
            return Optional.of(e);
        }
    }

    /** Why it was not moved, as its caller is told; empty if it was. */
    Optional<GuestnetException> answer() throws InterruptedException, ExecutionException, TimeoutException {
        return move.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** Where a failure says that the guest runs, it runs now. */
    void isWhere(Optional<GuestnetException> failure) {
        for (String host : List.of(from, to)) {
            boolean said = failure.stream()
                    .flatMap(e -> e.findings().stream())
                    .anyMatch(f -> f.code().equals(Codes.GUEST_RUNS_ON)
                            && f.host().filter(LibvirtHosts.name(host)::equals).isPresent());
            assertThat(said && !after.state(host).equals("running"))
                    .as("it is said to run on " + host)
                    .isFalse();
        }
    }

    /** The move; what the manager does by itself has operations too. */
    Operation operation() throws GuestnetException {
        return core.operations().list(MANY).stream()
                .filter(o -> o.kind() == Operation.Kind.GUEST_MIGRATE)
                .findFirst()
                .orElseThrow();
    }

    /** Within that time from now the operation is over, and all is in order. */
    Operation ends(Duration limit) throws GuestnetException {
        Await.until("the operation at " + from + " is over", limit, this::isOver);
        Operation over = operation();
        after.holds(core, over);
        return over;
    }

    private boolean isOver() {
        try {
            return operation().state().isOver();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        core.close();
        for (String host : List.of(from, to)) {
            lab.tryVirsh(host, "destroy", guest.name());
            lab.tryVirsh(host, "undefine", guest.name());
            lab.tryVirsh(host, "net-destroy", POOL);
            lab.tryVirsh(host, "net-undefine", POOL);
        }
    }
}
