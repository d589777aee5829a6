/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.OperationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of several managers on a database. */
final class SharedManager implements ManagerStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedManager.class);

    private final Database database;
    private final UUID id = UUID.randomUUID();
    private final LeaseClock clock;
    private final Heartbeat heartbeat;
    private final Set<OperationId> toUnlock = ConcurrentHashMap.newKeySet(); // what the database did not take

    SharedManager(Database database, String name, LeaseTimes times) {
        this.database = database;
        this.clock = new LeaseClock(id, times);
        this.heartbeat = new Heartbeat(new LeaseTable(database, id, name, times), clock, this::unlockPending);
        database.writeUnder(clock::current);
        heartbeat.start(times);
    }

    @Override
    public Work begin() throws GuestnetException {
        return clock.begin();
    }

    @Override
    public Optional<Holder> lock(Collection<String> keys, OperationId by) throws GuestnetException {
        return database.write(session -> {
            for (String key : new TreeSet<>(keys)) {
                Optional<OperationId> other = lock(session, key, by);
                if (other.isPresent()) {
                    session.discard();
                    return other.map(holder -> new Holder(key, holder));
                }
            }
            return Optional.empty();
        });
    }

    /** @return who else has it; one who gives it back meanwhile counts as having it still */
    private Optional<OperationId> lock(Session session, String key, OperationId by) throws java.sql.SQLException {
        int inserted = session.update(
                "INSERT INTO work_lock (what, operation, manager) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                key,
                by.value(),
                id);
        if (inserted == 1) {
            return Optional.empty();
        }
        List<UUID> holders =
                session.query(row -> row.uuid("operation"), "SELECT operation FROM work_lock WHERE what = ?", key);
        if (holders.isEmpty()) {
            return lock(session, key, by);
        }
        return Optional.of(new OperationId(holders.get(0))).filter(holder -> !holder.equals(by));
    }

    @Override
    public void unlock(Collection<String> keys, OperationId by) {
        try {
            List<Object[]> rows = new TreeSet<>(keys)
                    .stream().map(key -> new Object[] {key, by.value()}).toList();
            database.writeLeases(s -> s.updateAll("DELETE FROM work_lock WHERE what = ? AND operation = ?", rows));
        } catch (GuestnetException e) {
            LOG.warn("Operation {} keeps a lock until it has ended: {}", by.shortForm(), e.getMessage());
        }
    }

    @Override
    public void unlock(OperationId by) {
        try {
            database.writeLeases(s -> s.update("DELETE FROM work_lock WHERE operation = ?", by.value()));
            toUnlock.remove(by);
        } catch (GuestnetException e) {
            LOG.warn("The locks of operation {} are given back later: {}", by.shortForm(), e.getMessage());
            toUnlock.add(by);
        }
    }

    private void unlockPending() {
        toUnlock.forEach(this::unlock);
    }

    @Override
    public boolean adopt(OperationId operation) throws GuestnetException {
        String dead = "NOT EXISTS (SELECT 1 FROM manager WHERE id = operation.owner AND epoch = operation.owner_epoch)";
        return database.write(session -> {
                    LeaseId mine = session.lease().orElseThrow();
                    return session.update(
                            "UPDATE operation SET owner = ?, owner_epoch = ? WHERE id = ? AND NOT is_over AND (" + dead
                                    + " OR (owner = ? AND owner_epoch = ?))",
                            mine.manager(),
                            mine.epoch(),
                            operation.value(),
                            mine.manager(),
                            mine.epoch());
                })
                == 1;
    }

    @Override
    public void observe(Observer observer) {
        heartbeat.observe(observer);
    }

    @Override
    public void ignore(Observer observer) {
        heartbeat.ignore(observer);
    }

    @Override
    public void close() {
        heartbeat.close();
    }
}
