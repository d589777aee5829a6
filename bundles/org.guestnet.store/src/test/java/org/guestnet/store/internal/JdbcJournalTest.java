/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;
import org.guestnet.model.OperationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal keeps. */
class JdbcJournalTest {

    private static final int KEPT = 5;

    @TempDir
    Path directory;

    private Database database;
    private JdbcJournal journal;

    @BeforeEach
    void open() {
        database = new Database(directory);
        journal = new JdbcJournal(database, KEPT);
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void forgetsTheOldestThatAreOver() throws GuestnetException {
        for (int i = 0; i < 3 * KEPT; i++) {
            journal.write(operation(i, State.DONE));
        }
        assertThat(journal.youngest(100)).extracting(Operation::subject).containsExactly("14", "13", "12", "11", "10");
        assertThat(count("operation_step")).isEqualTo(KEPT);
    }

    @Test
    void forgetsNoneThatIsNotOverHoweverOld() throws GuestnetException {
        Operation running = operation(0, State.RUNNING);
        Operation uncertain = operation(1, State.UNCERTAIN);
        journal.write(running);
        journal.write(uncertain);
        for (int i = 2; i < 3 * KEPT; i++) {
            journal.write(operation(i, State.UNDONE));
        }
        assertThat(journal.open()).containsExactly(running, uncertain);
        assertThat(journal.youngest(100)).hasSize(KEPT + 2);
    }

    @Test
    void prunesSeldomWhenItKeepsMany() throws GuestnetException {
        JdbcJournal large = new JdbcJournal(database, 300);
        for (int i = 0; i < 303; i++) {
            large.write(operation(i, State.DONE));
            assertThat(count("operation")).isLessThanOrEqualTo(303);
        }
        large.write(operation(303, State.DONE));
        assertThat(count("operation")).isEqualTo(300);
    }

    @Test
    void keepsAtLeastOne() {
        assertThatThrownBy(() -> new JdbcJournal(database, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheOperationThatItCannotRead() throws GuestnetException {
        Operation operation = operation(0, State.DONE);
        journal.write(operation);
        database.write(s -> s.update("UPDATE operation_step SET state = 'HALF_DONE'"));

        assertThatThrownBy(() -> journal.operation(operation.id()))
                .isInstanceOf(GuestnetException.class)
                .hasMessageContaining("STORE_FAILED")
                .hasMessageContaining("operation_step " + operation.id())
                .hasMessageContaining("HALF_DONE");
    }

    private int count(String table) throws GuestnetException {
        return database.read(s -> s.query(row -> row.number("n"), "SELECT COUNT(*) AS n FROM " + table))
                .get(0);
    }

    private static Operation operation(int number, State state) {
        return new Operation(
                OperationId.random(),
                Operation.Kind.GUEST_START,
                Integer.toString(number),
                Optional.empty(),
                new HostName("kvm1"),
                Optional.empty(),
                state,
                List.of(new Step("start", "", StepState.DONE)),
                List.of(),
                List.of(),
                Instant.EPOCH.plusSeconds(number),
                state.isOver() ? Optional.of(Instant.EPOCH.plusSeconds(number + 1)) : Optional.empty());
    }
}
