/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.guestnet.model.GuestnetException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTest {

    private static final String INSERT =
            "INSERT INTO host (name, address, hypervisor) VALUES ('web', 'sim:web', 'qemu')";

    @TempDir
    Path directory;

    private final AtomicInteger attempts = new AtomicInteger();
    private Database database;

    @BeforeEach
    void open() {
        database = new Database(directory);
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "HYT00", "90131"})
    void doesAgainWhatWasLostToAConcurrentOne(String state) throws GuestnetException {
        database.write(session -> {
            session.update(INSERT); // would fail the second time if the first had not been undone
            return failUntil(3, state);
        });
        assertThat(attempts).hasValue(3);
        assertThat(new JdbcHostStore(database).hosts()).hasSize(1);
    }

    @Test
    void givesUpAfterSomeAttempts() {
        assertThatThrownBy(() -> database.write(session -> failUntil(Integer.MAX_VALUE, "40001")))
                .isInstanceOf(GuestnetException.class)
                .hasMessageStartingWith("STORE_FAILED: the database refused");
        assertThat(attempts).hasValue(Transaction.ATTEMPTS);
    }

    @Test
    void doesNotRepeatWhatFailedForAnotherReason() throws GuestnetException {
        assertThatThrownBy(() -> database.write(session -> session.update(INSERT) + failUntil(2, "22001")))
                .isInstanceOf(GuestnetException.class);
        assertThat(attempts).hasValue(1);
        assertThat(new JdbcHostStore(database).hosts()).isEmpty();
    }

    private int failUntil(int attempt, String state) throws SQLException {
        if (attempts.incrementAndGet() < attempt) {
            throw new SQLException("lost", state);
        }
        return 0;
    }
}
