/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Assertions;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.driver.Migration;
import org.guestnet.driver.MigrationProgress;
import org.guestnet.driver.contract.Documents.Guest;
import org.guestnet.driver.contract.Documents.Network;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MigrationAddress;
import org.guestnet.model.MigrationSettings;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.junit.jupiter.api.Test;

/** What a session promises about migrations: from the first host to the second, where the network is another. */
abstract class MigrationContract extends InterfaceUpdateContract {

    private static final Migration PLAIN = Migration.plain();

    /** A network that is a pool at the first host and whatever the second host's document says there. */
    private Network onBoth(String documentAtB, Network red) throws GuestnetException {
        running(red, make.pool(red, "bridge", nicOfA(0), nicOfA(1)));
        b.defineNetwork(documentAtB);
        b.startNetwork(red.name());
        return red;
    }

    /** A network that is a pool at the first host and a virtual network at the second. */
    final Network poolThenIsolated() throws GuestnetException {
        Network red = make.network();
        return onBoth(make.isolated(red), red);
    }

    /** Whatever was begun left the guest where it was. */
    final void runsOnHereOnly(Guest guest, Network network, UUID port) throws GuestnetException {
        assertThat(report(a, guest).state()).isEqualTo(State.RUNNING);
        assertThat(live(a, guest).portId()).contains(port);
        assertThat(a.network(network.name()).ports()).extracting(Port::id).contains(port);
        assertThat(b.guest(guest.uuid())).isEmpty();
    }

    @Test
    void guestMovesWithItsDefinitionAndIsResolvedThere() throws GuestnetException {
        Network red = poolThenIsolated();
        Guest guest = started(red.name());
        String before = a.guestXml(guest.uuid(), GuestView.PERSISTENT);

        a.migrate(guest.uuid(), b, PLAIN);

        assertThat(a.guest(guest.uuid())).isEmpty();
        assertThat(a.network(red.name()).ports()).isEmpty();
        assertThat(report(b, guest).state()).isEqualTo(State.RUNNING_MIGRATED);
        assertThat(report(b, guest).persistent()).isTrue();
        assertThat(live(b, guest).network()).contains(red.name());
        assertThat(live(b, guest).plug().orElseThrow().device()).contains(make.bridgeOf(red));
        assertThat(b.network(red.name()).ports()).extracting(Port::ownerId).containsExactly(guest.uuid());
        assertThat(live(b, guest).portId())
                .contains(b.network(red.name()).ports().get(0).id());
        assertThat(b.guestXml(guest.uuid(), GuestView.PERSISTENT)).isEqualTo(before);
    }

    @Test
    void guestMovesThereAndBack() throws GuestnetException {
        Network red = poolThenIsolated();
        Guest guest = started(red.name());

        a.migrate(guest.uuid(), b, PLAIN);
        b.migrate(guest.uuid(), a, PLAIN);

        assertThat(b.guest(guest.uuid())).isEmpty();
        assertThat(b.network(red.name()).ports()).isEmpty();
        assertThat(report(a, guest).state().isActive()).isTrue();
        assertThat(a.network(red.name()).ports()).extracting(Port::ownerId).containsExactly(guest.uuid());
    }

    @Test
    void transientGuestStaysTransient() throws GuestnetException {
        Network red = poolThenIsolated();
        Guest guest = started(red.name());
        a.undefineGuest(guest.uuid());

        a.migrate(guest.uuid(), b, PLAIN);

        assertThat(a.guest(guest.uuid())).isEmpty();
        assertThat(report(b, guest).persistent()).isFalse();
    }

    @Test
    void blockersSteerAMigration() throws GuestnetException {
        Network red = make.network();
        onBoth(make.pool(red, "passthrough", nicOfB(0), nicOfB(1)), red);
        Guest guest = started(red.name());
        Port blocker = b.createPort(make.booking(red, nicOfB(0), "passthrough"));

        a.migrate(guest.uuid(), b, PLAIN);
        b.deletePort(red.name(), blocker.id());

        assertThat(live(b, guest).plug()).contains(Plug.direct(nicOfB(1), "passthrough"));
        assertThat(b.network(red.name()).ports()).extracting(Port::ownerId).containsExactly(guest.uuid());
    }

    @Test
    void missingNetworkThereStopsAMigration() throws GuestnetException {
        Network red = pool("bridge", 2);
        Guest guest = started(red.name());
        UUID port = live(a, guest).portId().orElseThrow();

        refused(Codes.NETWORK_MISSING, () -> a.migrate(guest.uuid(), b, PLAIN));
        runsOnHereOnly(guest, red, port);
    }

    @Test
    void inactiveNetworkThereStopsAMigration() throws GuestnetException {
        Network red = pool("bridge", 2);
        b.defineNetwork(make.isolated(red));
        Guest guest = started(red.name());
        UUID port = live(a, guest).portId().orElseThrow();

        refused(Codes.HOST_REFUSED, () -> a.migrate(guest.uuid(), b, PLAIN));
        runsOnHereOnly(guest, red, port);
    }

    @Test
    void exhaustedPoolThereStopsAMigration() throws GuestnetException {
        Network red = make.network();
        onBoth(make.pool(red, "passthrough", nicOfB(0)), red);
        Guest guest = started(red.name());
        UUID port = live(a, guest).portId().orElseThrow();
        Port holder = b.createPort(make.request(red));

        refused(Codes.POOL_EXHAUSTED, () -> a.migrate(guest.uuid(), b, PLAIN));
        runsOnHereOnly(guest, red, port);
        assertThat(b.network(red.name()).ports()).containsExactly(holder);
    }

    @Test
    void onlyARunningGuestMigrates() throws GuestnetException {
        Guest guest = make.guest();
        a.defineGuest(make.domain(guest, ""));
        refused(Codes.GUEST_NOT_RUNNING, () -> a.migrate(guest.uuid(), b, PLAIN));
        refused(Codes.GUEST_UNKNOWN, () -> a.migrate(UUID.randomUUID(), b, PLAIN));
        assertThat(report(a, guest).state()).isEqualTo(State.SHUT_OFF);
    }

    @Test
    void resolvedDocumentsAreTakenAtTheDestination() throws GuestnetException {
        Network red = pool("bridge", 1);
        Guest guest = started(red.name());
        String persistent = a.guestXml(guest.uuid(), GuestView.PERSISTENT);
        String here = "<interface type='network'>";
        String live = a.guestXml(guest.uuid(), GuestView.MIGRATABLE)
                .replaceAll("<interface type=['\"]network['\"]>", "<interface type='direct'>")
                .replaceAll("<source network=[^>]*/>", "<source dev='" + nicOfB(1) + "' mode='bridge'/>");
        assertThat(live).doesNotContain(here);

        a.migrate(guest.uuid(), b, Migration.plain().with(new Migration.Resolved(live, persistent)));

        assertThat(a.guest(guest.uuid())).isEmpty();
        assertThat(a.network(red.name()).ports()).isEmpty();
        assertThat(live(b, guest).plug()).contains(Plug.direct(nicOfB(1), "bridge"));
        assertThat(report(b, guest).interfaces().get(0).network()).contains(red.name());
        assertThat(b.guestXml(guest.uuid(), GuestView.PERSISTENT)).isEqualTo(persistent);
    }

    @Test
    void abortedMigrationShowsItsProgressAndLeavesTheGuestHere() throws Exception {
        Network red = poolThenIsolated();
        Guest guest = started(red.name());
        UUID port = live(a, guest).portId().orElseThrow();
        slowMigration(hostA(), guest.uuid());

        CompletableFuture<Throwable> migration = begun(guest, PLAIN);
        assertThat(b.guest(guest.uuid())).isPresent();
        a.abortMigration(guest.uuid());

        refused(Codes.ABORTED, () -> rethrown(failureOf(migration)));
        assertThat(a.migrationProgress(guest.uuid())).isEmpty();
        runsOnHereOnly(guest, red, port);
        assertThat(b.network(red.name()).ports()).isEmpty();
    }

    /** A migration on another thread that has progress, and its failure once it has ended. */
    final CompletableFuture<Throwable> begun(Guest guest, Migration migration) throws Exception {
        HostSession source = a;
        HostSession destination = b;
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(
                () -> Assertions.catchThrowable(() -> source.migrate(guest.uuid(), destination, migration)));
        await("the migration has progress", () -> progresses(guest));
        return end;
    }

    /** Whether the guest is on its way. */
    final boolean progresses(Guest guest) throws GuestnetException {
        return a.migrationProgress(guest.uuid()).filter(p -> p.totalBytes() > 0).isPresent();
    }

    /** How a migration failed; it has ended or soon does. */
    static Throwable failureOf(CompletableFuture<Throwable> migration) throws InterruptedException, ExecutionException {
        try {
            return migration.get(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the migration did not end", e);
        }
    }

    /** For what looks at calls. */
    static void rethrown(Throwable failure) throws Throwable {
        if (failure != null) {
            throw failure;
        }
    }

    @Test
    void pausedGuestArrivesPaused() throws Exception {
        Network red = poolThenIsolated();
        Guest guest = started(red.name());
        pause(hostA(), guest.uuid());
        await("the guest is seen paused", () -> report(a, guest).state() == State.PAUSED);

        a.migrate(guest.uuid(), b, PLAIN);

        assertThat(a.guest(guest.uuid())).isEmpty();
        assertThat(report(b, guest).state()).isEqualTo(State.PAUSED);
        b.resumeGuest(guest.uuid());
        assertThat(report(b, guest).state()).isIn(State.RUNNING, State.RUNNING_MIGRATED);
    }

    @Test
    void settingsAreTakenAndTheGapIsNotNegative() throws GuestnetException {
        Guest guest = started(poolThenIsolated().name());
        MigrationSettings settings = MigrationSettings.defaults()
                .withBandwidth(256)
                .withMaxDowntime(Duration.ofMillis(500))
                .withAutoConverge(true);

        Optional<Duration> gap = a.migrate(guest.uuid(), b, with(settings, Optional.empty()));

        assertThat(report(b, guest).state()).isEqualTo(State.RUNNING_MIGRATED);
        gap.ifPresent(g -> assertThat(g).isGreaterThanOrEqualTo(Duration.ZERO));
    }

    private static Migration with(MigrationSettings settings, Optional<MigrationAddress> address) {
        return new Migration(Optional.empty(), settings, Optional.empty(), address);
    }

    @Test
    void guestIsReceivedAtTheMigrationAddress() throws GuestnetException {
        Optional<MigrationAddress> address = migrationAddress(hostB());
        assumeTrue(address.isPresent(), "the hosts have no network for migrations");
        Guest guest = started(poolThenIsolated().name());

        a.migrate(guest.uuid(), b, with(MigrationSettings.defaults(), address));
        assertThat(report(b, guest).state()).isEqualTo(State.RUNNING_MIGRATED);
    }

    @Test
    void autostartStaysBehind() throws GuestnetException {
        Guest guest = started(poolThenIsolated().name());
        a.setGuestAutostart(guest.uuid(), true);

        a.migrate(guest.uuid(), b, PLAIN);
        assertThat(report(b, guest).autostart()).isFalse();
    }

    @Test
    void guestThatDoesNotMigrateHasNoProgressAndNothingToAbort() throws GuestnetException {
        Guest guest = started(pool("bridge", 1).name());
        assertThat(a.migrationProgress(guest.uuid())).isEqualTo(Optional.<MigrationProgress>empty());
        a.abortMigration(guest.uuid());
        assertThat(report(a, guest).state()).isEqualTo(State.RUNNING);
    }
}
