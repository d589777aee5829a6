/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the database is opened, fails, and is closed. */
@Timeout(60)
class DatabaseTest {

    private static final Host WEB = new Host(new HostName("web"), HostAddress.parse("sim:web"), Hypervisor.QEMU);

    @TempDir
    Path temp;

    @Test
    void makesADirectoryThatOnlyItsOwnerCanRead() throws Exception {
        Path directory = temp.resolve("a/b");
        try (Database database = new Database(directory)) {
            new JdbcHostStore(database).add(WEB);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void knowsAfterReopeningWhatItKnewBefore() throws Exception {
        try (Database database = new Database(temp)) {
            new JdbcHostStore(database).add(WEB);
        }
        try (Database database = new Database(temp)) {
            assertThat(new JdbcHostStore(database).hosts()).containsExactly(WEB);
        }
    }

    @Test
    void offersNoDriverToOthersInTheProcess() throws Exception {
        try (Database database = new Database(temp)) {
            new JdbcHostStore(database).add(WEB);
            assertThat(DriverManager.drivers().map(Driver::getClass).map(Class::getName))
                    .noneMatch(name -> name.startsWith("org.h2."));
        }
    }

    @Test
    void leavesNoThreadWhenClosed() throws Exception {
        try (Database database = new Database(temp)) {
            new JdbcHostStore(database).add(WEB);
        }
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .noneMatch(name -> name.contains("H2") || name.contains("MVStore"));
    }

    @Test
    void refusesWhatComesAfterClosing() throws Exception {
        Database database = new Database(temp);
        JdbcHostStore hosts = new JdbcHostStore(database);
        hosts.add(WEB);
        database.close();
        database.close();

        assertRefused(hosts, "STORE_FAILED: the store is being stopped");
    }

    @Test
    void namesTheProcessThatHasTheDirectoryAndHealsWhenItIsGone() throws Exception {
        Database second = new Database(temp);
        JdbcHostStore hosts = new JdbcHostStore(second);
        try (Database first = new Database(temp)) {
            new JdbcHostStore(first).add(WEB);
            assertRefused(
                    hosts, "is in use by process " + ProcessHandle.current().pid());
            assertRefused(hosts, "stop the other Guestnet");
        }
        assertThat(hosts.hosts()).containsExactly(WEB);
        second.close();
    }

    @Test
    void namesTheFileThatIsCorruptAndLeavesItAsItIs() throws Exception {
        Path file = temp.resolve("guestnet.mv.db");
        String garbage = "no database ".repeat(10_000);
        Files.writeString(file, garbage);
        try (Database database = new Database(temp)) {
            assertRefused(new JdbcHostStore(database), "STORE_FAILED: the database " + file + " cannot be opened");
            assertRefused(new JdbcHostStore(database), "from a backup");
        }
        assertThat(file).hasContent(garbage);
    }

    @Test
    void refusesADatabaseThatANewerVersionWrote() throws Exception {
        try (Database database = new Database(temp)) {
            database.write(s -> s.update("INSERT INTO schema_version VALUES (7)"));
        }
        try (Database database = new Database(temp)) {
            assertRefused(
                    new JdbcHostStore(database), "its schema is number 7, this one knows " + Migrator.SCRIPTS.size());
        }
    }

    @Test
    void namesTheRowThatItCannotRead() throws Exception {
        try (Database database = new Database(temp)) {
            database.write(s -> s.update(
                    "INSERT INTO host (name, address, hypervisor) VALUES ('web', 'carrier-pigeon:web', 'qemu')"));

            assertRefused(
                    new JdbcHostStore(database),
                    "a row that cannot be read (host web): host address 'carrier-pigeon:web'");
        }
    }

    @Test
    void namesTheDirectoryThatCannotBeMade() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        try (Database database = new Database(file.resolve("db"))) {
            assertRefused(new JdbcHostStore(database), "the store's directory " + file + "/db cannot be used");
        }
    }

    @Test
    void refusesADirectoryWhoseNameWouldBeASetting() throws Exception {
        try (Database database = new Database(temp.resolve("x;ACCESS_MODE_DATA=r"))) {
            assertRefused(new JdbcHostStore(database), "has a ';'");
        }
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void opensAgainAfterTheDatabaseBroke() throws Exception {
        try (Database database = new Database(temp)) {
            JdbcHostStore hosts = new JdbcHostStore(database);
            hosts.add(WEB);
            assertThatThrownBy(
                            () -> database.write(s -> s.update("SHUTDOWN IMMEDIATELY") + s.update("DELETE FROM host")))
                    .isInstanceOf(GuestnetException.class);

            assertThat(hosts.hosts()).containsExactly(WEB);
        }
    }

    @Test
    void survivesCallersThatAreInterrupted() throws Exception {
        try (Database database = new Database(temp)) {
            JdbcHostStore hosts = new JdbcHostStore(database);
            assertThat(hosts.hosts()).isEmpty();
            for (int i = 0; i < 200; i++) {
                addInterrupted(hosts, host(i), i % 10 == 0);
            }
            hosts.add(WEB);
            assertThat(hosts.hosts()).hasSize(201);
        }
        try (Database database = new Database(temp)) {
            assertThat(new JdbcHostStore(database).hosts()).hasSize(201);
        }
    }

    @Test
    void opensForACallerThatIsInterrupted() throws Exception {
        try (Database database = new Database(temp)) {
            Thread.currentThread().interrupt();
            assertThat(new JdbcHostStore(database).hosts()).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void addInterrupted(JdbcHostStore hosts, Host host, boolean beforehand) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Boolean> adding = new FutureTask<>(() -> {
            if (beforehand) {
                Thread.currentThread().interrupt();
            }
            begun.countDown();
            return hosts.add(host);
        });
        Thread thread = new Thread(adding);
        thread.start();
        begun.await();
        thread.interrupt();
        assertThat(adding.get(30, TimeUnit.SECONDS)).isTrue();
        thread.join();
    }

    @Test
    void standsInTheContainersDirectoryByDefault() throws Exception {
        System.setProperty("karaf.base", temp.toString());
        try {
            assertThat(StoreDirectory.resolve(StoreDirectory.DEFAULT)).isEqualTo(temp.resolve("db"));
        } finally {
            System.clearProperty("karaf.base");
        }
        assertThatThrownBy(() -> StoreDirectory.resolve(StoreDirectory.DEFAULT))
                .isInstanceOf(GuestnetException.class)
                .hasMessageContaining("karaf.base is not set");
    }

    @Test
    void knowsEveryMigrationScriptThatIsPacked() throws Exception {
        Path folder = Path.of(Migrator.class.getResource(Migrator.FOLDER).toURI());
        try (var files = Files.list(folder)) {
            List<String> packed =
                    files.map(f -> f.getFileName().toString()).sorted().toList();
            assertThat(packed).containsExactlyInAnyOrderElementsOf(Migrator.SCRIPTS);
        }
        for (int i = 0; i < Migrator.SCRIPTS.size(); i++) {
            assertThat(Migrator.SCRIPTS.get(i)).startsWith("V" + (i + 1) + "__");
        }
    }

    @Test
    void finishesAMigrationThatWasKilled() throws Exception {
        try (Database database = new Database(temp)) {
            new JdbcHostStore(database).add(WEB);
            database.write(s -> s.update("DELETE FROM schema_version") + s.update("DROP TABLE claim"));
        }
        try (Database database = new Database(temp)) {
            assertThat(new JdbcClaimStore(database).claims()).isEmpty();
            assertThat(new JdbcHostStore(database).hosts()).containsExactly(WEB);
        }
    }

    private static Host host(int number) {
        return new Host(new HostName("h" + number), HostAddress.parse("sim:h" + number), Hypervisor.QEMU);
    }

    private static void assertRefused(JdbcHostStore hosts, String message) {
        assertThatThrownBy(hosts::hosts)
                .isInstanceOf(GuestnetException.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("STORE_FAILED: ");
    }
}
