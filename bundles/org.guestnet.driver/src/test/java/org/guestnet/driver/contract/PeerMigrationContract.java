/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.Migration;
import org.guestnet.driver.contract.Documents.Guest;
import org.guestnet.driver.contract.Documents.Network;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostAddress;
import org.guestnet.model.MigrationSettings;
import org.junit.jupiter.api.Test;

/** What a session promises about migrations that hosts make among themselves. */
abstract class PeerMigrationContract extends MigrationContract {

    private static Migration over(HostAddress peer) {
        return new Migration(Optional.empty(), MigrationSettings.defaults(), Optional.of(peer), Optional.empty());
    }

    private Migration amongPeers() {
        Optional<HostAddress> peer = peer(hostB());
        assumeTrue(peer.isPresent(), "the hosts do not reach each other");
        return over(peer.get());
    }

    @Test
    void hostsMigrateAmongThemselves() throws GuestnetException {
        Migration migration = amongPeers();
        Network red = poolThenIsolated();
        Guest guest = started(red.name());

        a.migrate(guest.uuid(), b, migration);

        assertThat(a.guest(guest.uuid())).isEmpty();
        assertThat(a.network(red.name()).ports()).isEmpty();
        assertThat(report(b, guest).state()).isEqualTo(State.RUNNING_MIGRATED);
        assertThat(report(b, guest).persistent()).isTrue();
        assertThat(b.network(red.name()).ports()).hasSize(1);
    }

    @Test
    void missingNetworkThereStopsAMigrationAmongPeers() throws GuestnetException {
        Migration migration = amongPeers();
        Network red = pool("bridge", 2);
        Guest guest = started(red.name());
        UUID port = live(a, guest).portId().orElseThrow();

        refused(Codes.NETWORK_MISSING, () -> a.migrate(guest.uuid(), b, migration));
        runsOnHereOnly(guest, red, port);
    }

    @Test
    void migrationAmongPeersGoesOnWithoutASessionAndIsAbortedByAnother() throws Exception {
        Migration migration = amongPeers();
        Network red = poolThenIsolated();
        Guest guest = started(red.name());
        UUID port = live(a, guest).portId().orElseThrow();
        slowMigration(hostA(), guest.uuid());
        CompletableFuture<Throwable> end = begun(guest, migration);

        a.close();
        assertThat(failureOf(end)).isInstanceOf(HostUnreachableException.class);
        a = driver().open(hostA(), heard);
        await("the migration goes on", () -> progresses(guest));
        assertThat(b.guest(guest.uuid())).isPresent();

        a.abortMigration(guest.uuid());
        await("the guest is not at the destination", () -> b.guest(guest.uuid()).isEmpty());
        await("the migration has ended", () -> a.migrationProgress(guest.uuid()).isEmpty());
        runsOnHereOnly(guest, red, port);
    }

    @Test
    void migrationAmongPeersIsAborted() throws Exception {
        Migration migration = amongPeers();
        Network red = poolThenIsolated();
        Guest guest = started(red.name());
        UUID port = live(a, guest).portId().orElseThrow();
        slowMigration(hostA(), guest.uuid());
        CompletableFuture<Throwable> end = begun(guest, migration);

        a.abortMigration(guest.uuid());

        refused(Codes.ABORTED, () -> rethrown(failureOf(end)));
        runsOnHereOnly(guest, red, port);
    }

    @Test
    void peerThatIsNotReachedIsToldAndNothingHasHappened() throws GuestnetException {
        Network red = poolThenIsolated();
        Guest guest = started(red.name());
        UUID port = live(a, guest).portId().orElseThrow();

        refused(Codes.PEER_UNREACHABLE, () -> a.migrate(guest.uuid(), b, over(deadPeer())));

        runsOnHereOnly(guest, red, port);
        assertThat(b.network(red.name()).ports()).isEmpty();
        assertThat(a.migrationProgress(guest.uuid())).isEmpty();
    }
}
