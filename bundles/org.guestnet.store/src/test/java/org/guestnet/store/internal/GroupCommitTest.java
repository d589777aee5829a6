/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.guestnet.model.GuestnetException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    private static final int THREADS = 16;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch first = new CountDownLatch(1);
    private Database database;

    @BeforeEach
    void open() throws Exception {
        database = new Database(directory);
        database.write(s -> s.update("CREATE TABLE note (n INT PRIMARY KEY)"));
    }

    @AfterEach
    void close() throws Exception {
        first.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    private interface Call {
        Object run() throws GuestnetException;
    }

    private CompletableFuture<Object> started(Call call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return call.run();
                    } catch (GuestnetException e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
    }

    /** Others wait behind a write that does not end, and are then written together. */
    private CompletableFuture<Object> held() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Object> held = started(() -> database.write(s -> {
            begun.countDown();
            await(first);
            return "held";
        }));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        return held;
    }

    private static void await(CountDownLatch latch) throws SQLException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }

    private Object insert(int n) throws GuestnetException {
        return database.write(s -> s.update("INSERT INTO note VALUES (?)", n));
    }

    private List<Integer> notes() throws GuestnetException {
        return database.read(s -> s.query(row -> row.number("n"), "SELECT n FROM note ORDER BY n"));
    }

    @Test
    void allThatIsWrittenTogetherIsThereOrRefusedByItself() throws Exception {
        insert(3);
        CompletableFuture<Object> held = held();
        List<CompletableFuture<Object>> writes = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int n = i;
            writes.add(started(() -> insert(n)));
        }
        CompletableFuture<Object> discarded = started(() -> database.write(s -> {
            s.update("INSERT INTO note VALUES (100)");
            s.discard();
            return "discarded";
        }));
        first.countDown();
        assertThat(held.join()).isEqualTo("held");
        assertThat(discarded.join()).isEqualTo("discarded");
        for (int i = 0; i < THREADS; i++) {
            if (i == 3) {
                assertThatThrownBy(writes.get(i)::join).cause().hasMessageStartingWith("STORE_FAILED");
            } else {
                assertThat(writes.get(i).join()).isEqualTo(1);
            }
        }
        assertThat(notes()).hasSize(THREADS).doesNotContain(100);
    }

    @Test
    void whoIsInterruptedStillLearnsWhatBecameOfItsWork() throws Exception {
        CompletableFuture<Object> held = held();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                insert(1);
                interrupted.complete(Thread.interrupted());
            } catch (GuestnetException | RuntimeException e) {
                interrupted.completeExceptionally(e);
            }
        });
        thread.start();
        first.countDown();
        held.join();
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(notes()).containsExactly(1);
    }
}
