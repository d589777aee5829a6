/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import static java.util.Comparator.comparing;

import java.sql.SQLException;
import java.util.List;
import org.guestnet.driver.store.HostStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MigrationAddress;
import org.guestnet.model.PeerAddress;
import org.guestnet.model.ShellAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The hosts, in the table {@code host}. */
@Component
public final class JdbcHostStore implements HostStore {

    private final Database database;

    @Activate
    public JdbcHostStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<Host> hosts() throws GuestnetException {
        List<Host> hosts = database.read(s -> s.query(JdbcHostStore::host, "SELECT * FROM host"));
        return hosts.stream().sorted(comparing(Host::name)).toList(); // here: databases order text by their own rules
    }

    @Override
    public boolean add(Host host) throws GuestnetException {
        return database.write(s -> s.update(
                        "INSERT INTO host (address, hypervisor, peer_address, migration_address, shell_address, name)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        values(host)))
                == 1;
    }

    @Override
    public boolean replace(Host host) throws GuestnetException {
        return database.write(s -> s.update(
                        "UPDATE host SET address = ?, hypervisor = ?, peer_address = ?, migration_address = ?,"
                                + " shell_address = ? WHERE name = ?",
                        values(host)))
                == 1;
    }

    private static Object[] values(Host host) {
        return new Object[] {
            host.address().toString(),
            host.hypervisor().toString(),
            host.peerAddress().map(PeerAddress::toString).orElse(null),
            host.migrationAddress().map(MigrationAddress::value).orElse(null),
            host.shellAddress().map(ShellAddress::toString).orElse(null),
            host.name().value()
        };
    }

    @Override
    public boolean remove(HostName host) throws GuestnetException {
        return database.write(s -> s.update("DELETE FROM host WHERE name = ?", host.value())) == 1;
    }

    private static Host host(Row row) throws SQLException {
        return new Host(
                new HostName(row.text("name")),
                HostAddress.parse(row.text("address")),
                Hypervisor.parse(row.text("hypervisor")),
                row.maybe("peer_address", PeerAddress::parse),
                row.maybe("migration_address", MigrationAddress::new),
                row.maybe("shell_address", ShellAddress::parse));
    }
}
