/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.postgresql.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.guestnet.driver.store.ManagerStore.Holder;
import org.guestnet.driver.store.ManagerStore.Observer;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.driver.store.contract.PostgreSql;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.guestnet.store.internal.Database;
import org.guestnet.store.internal.JdbcJournal;
import org.guestnet.store.internal.JdbcManagers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What keeps managers apart that share a database. */
@RequiresPostgreSql
@Timeout(120)
class SeveralManagersTest {

    private static final Duration LEASE = Duration.ofSeconds(18); // no disk that is slow for a while ends it
    private static final Duration SHORT = Duration.ofSeconds(6);
    private static final Duration PATIENCE =
            Duration.ofSeconds(2); // less than a lease, or one that waits would lose it
    private static final Set<String> KEYS = Set.of("guest 1", "network red of host kvm1");

    private static PostgreSql server;

    private DataSource asOutsider;
    private Manager one;
    private Manager two;

    /** One of the managers, and what it was told of its lease. */
    private static final class Manager implements Observer {

        private final Database database = new Database(() -> pool(PATIENCE));
        private final JdbcManagers managers;
        private final JdbcJournal journal = new JdbcJournal(database, 100);
        private final BlockingQueue<String> news = new LinkedBlockingQueue<>();

        Manager(Duration lease) {
            managers = new JdbcManagers(database, "manager", lease);
            managers.observe(this);
        }

        @Override
        public void renewed() {
            news.add("renewed");
        }

        @Override
        public void lost(String reason) {
            news.add("lost");
        }

        void await(String wanted) throws InterruptedException {
            for (String heard = ""; !wanted.equals(heard); heard = news.poll(20, TimeUnit.SECONDS)) {
                assertThat(heard).as("news, waiting for " + wanted).isNotNull();
            }
        }

        void close() throws Exception {
            managers.close();
            database.close();
        }
    }

    @BeforeAll
    static void start() {
        server = PostgreSql.started();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static DataSource pool(Duration patience) {
        return new PostgreSqlServer().connect(server.url(), server.user(), server.password(), patience);
    }

    @BeforeEach
    void open() throws Exception {
        asOutsider = pool(Duration.ofSeconds(20));
        execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        one = new Manager(LEASE);
        two = new Manager(LEASE);
        one.await("renewed");
        two.await("renewed");
    }

    @AfterEach
    void close() throws Exception {
        one.close();
        two.close();
        ((AutoCloseable) asOutsider).close();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = asOutsider.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What others do when a lease has expired, without waiting for that. */
    private void endAllLeases() throws SQLException {
        execute("DELETE FROM manager");
    }

    private static Operation operation() {
        return Operation.begin(
                OperationId.random(),
                Operation.Kind.NETWORK_START,
                "red",
                Optional.empty(),
                new HostName("kvm1"),
                Optional.empty(),
                List.of());
    }

    private static void assertFenced(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(GuestnetException.class).hasMessageStartingWith("MANAGER_FENCED: ");
    }

    @Test
    void aLockIsOneManagersUntilItGivesItBack() throws Exception {
        OperationId mine = OperationId.random();
        OperationId other = OperationId.random();
        assertThat(one.managers.lock(KEYS, mine)).isEmpty();
        assertThat(one.managers.lock(KEYS, mine)).isEmpty();

        assertThat(two.managers.lock(KEYS, other)).contains(new Holder("guest 1", mine));
        one.managers.unlock(Set.of("guest 1"), mine);
        assertThat(two.managers.lock(KEYS, other)).contains(new Holder("network red of host kvm1", mine));
        assertThat(two.managers.lock(Set.of("guest 1"), other)).isEmpty();
        one.managers.unlock(mine);
        assertThat(two.managers.lock(KEYS, other)).isEmpty();
    }

    @Test
    void theLocksOfAManagerThatIsGoneAreFree() throws Exception {
        assertThat(one.managers.lock(KEYS, OperationId.random())).isEmpty();
        one.managers.close();

        assertThat(two.managers.lock(KEYS, OperationId.random())).isEmpty();
    }

    @Test
    void anOperationIsItsManagersUntilThatIsGone() throws Exception {
        Operation operation = operation();
        one.journal.write(operation);
        assertThat(two.managers.adopt(operation.id())).isFalse();
        assertThat(one.managers.adopt(operation.id())).isTrue();
        assertFenced(() -> two.journal.write(operation));
        one.managers.close();

        assertThat(two.managers.adopt(operation.id())).isTrue();
        two.journal.write(operation.in(Operation.State.UNDONE));
        assertThat(two.managers.adopt(operation.id())).isFalse();
    }

    @Test
    void whatWasAdoptedIsLostForItsOldOwnerAlsoUnderANewLease() throws Exception {
        Operation operation = operation();
        one.journal.write(operation);
        endAllLeases();
        assertFenced(() -> one.journal.write(operation));
        two.await("lost");
        two.await("renewed");
        assertThat(two.managers.adopt(operation.id())).isTrue();
        one.await("lost");
        one.await("renewed");

        assertFenced(() -> one.journal.write(operation.in(Operation.State.DONE)));
        assertThat(one.managers.adopt(operation.id())).isFalse();
        assertThat(two.journal.operation(operation.id())).contains(operation);
    }

    @Test
    void thereIsNoNewLeaseBeforeTheWorkOfTheLostOneHasEnded() throws Exception {
        try (Work work = one.managers.begin()) {
            work.check();
            endAllLeases();
            one.await("lost");
            assertFenced(work::check);
            assertFenced(() -> one.managers.begin());
            two.await("lost");
            two.await("renewed"); // the other had time enough, and so had this one
            assertFenced(() -> one.managers.begin());
        }
        one.await("renewed");
        one.managers.begin().close();
    }

    @Test
    void aDatabaseThatIsAwayForLongerEndsTheLeaseByTheManagersOwnClock() throws Exception {
        Manager hasty = new Manager(SHORT);
        hasty.await("renewed");
        try (Work work = hasty.managers.begin()) {
            server.stop();
            hasty.await("lost");
            assertFenced(work::check);
        } finally {
            server.start();
        }
        hasty.await("renewed");
        hasty.journal.write(operation());
        hasty.close();
    }

    @Test
    void aWriterThatFreezesInItsTransactionHoldsUpNobodyForLong() throws Exception {
        try (var pool = (HikariDataSource) pool(PATIENCE);
                var frozen = pool.getConnection()) {
            frozen.setAutoCommit(false);
            try (var statement = frozen.createStatement()) {
                statement.execute("LOCK TABLE operation IN EXCLUSIVE MODE");
            }
            one.journal.write(operation());
            assertThatThrownBy(frozen::commit).isInstanceOf(SQLException.class); // the server did not wait for it
        }
    }
}
