/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.driver.store.HostStore;
import org.guestnet.driver.store.Journal;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.guestnet.store.internal.Database;
import org.guestnet.store.internal.JdbcClaimStore;
import org.guestnet.store.internal.JdbcHostStore;
import org.guestnet.store.internal.JdbcJournal;

/** The embedded database as one object that is all three stores. */
final class EmbeddedStore implements HostStore, ClaimStore, Journal, AutoCloseable {

    private static final int KEPT = 10_000;

    private final Database database;
    private final HostStore hosts;
    private final ClaimStore claims;
    private final Journal journal;

    EmbeddedStore(Path directory) {
        this.database = new Database(directory);
        this.hosts = new JdbcHostStore(database);
        this.claims = new JdbcClaimStore(database);
        this.journal = new JdbcJournal(database, KEPT);
    }

    @Override
    public List<Host> hosts() throws GuestnetException {
        return hosts.hosts();
    }

    @Override
    public boolean add(Host host) throws GuestnetException {
        return hosts.add(host);
    }

    @Override
    public boolean replace(Host host) throws GuestnetException {
        return hosts.replace(host);
    }

    @Override
    public boolean remove(HostName host) throws GuestnetException {
        return hosts.remove(host);
    }

    @Override
    public List<Claim> claims() throws GuestnetException {
        return claims.claims();
    }

    @Override
    public List<Claim> claims(Set<HostName> hosts) throws GuestnetException {
        return claims.claims(hosts);
    }

    @Override
    public List<Claim> claims(HostName host, UUID guest) throws GuestnetException {
        return claims.claims(host, guest);
    }

    @Override
    public List<Claim.Key> take(Collection<Claim> wanted) throws GuestnetException {
        return claims.take(wanted);
    }

    @Override
    public boolean set(Claim claim, Claim.State state) throws GuestnetException {
        return claims.set(claim, state);
    }

    @Override
    public void free(Collection<Claim> gone) throws GuestnetException {
        claims.free(gone);
    }

    @Override
    public void write(Operation operation) throws GuestnetException {
        journal.write(operation);
    }

    @Override
    public Optional<Operation> operation(OperationId id) throws GuestnetException {
        return journal.operation(id);
    }

    @Override
    public List<Operation> youngest(int limit) throws GuestnetException {
        return journal.youngest(limit);
    }

    @Override
    public List<Operation> open() throws GuestnetException {
        return journal.open();
    }

    @Override
    public void close() throws SQLException, IOException {
        database.close();
    }
}
