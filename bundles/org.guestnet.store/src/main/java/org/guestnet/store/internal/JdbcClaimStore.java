/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import static java.util.Comparator.comparing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The claims, in the table {@code claim}, whose primary key is the slot. Rows are always touched in the order of their keys, so two
 * transactions cannot wait for each other.
 */
@Component
public final class JdbcClaimStore implements ClaimStore {

    private static final String SAME = "host = ? AND device = ? AND ordinal = ? AND guest = ? AND operation = ?";
    private static final String COLUMNS =
            "host, device, ordinal, network, guest, guest_name, nic, operation, state, since";

    private final Database database;

    @Activate
    public JdbcClaimStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<Claim> claims() throws GuestnetException {
        return selected("");
    }

    @Override
    public List<Claim> claims(Set<HostName> hosts) throws GuestnetException {
        Object[] names = hosts.stream().map(HostName::value).toArray();
        return names.length == 0
                ? List.of()
                : selected(" WHERE host IN (?" + ", ?".repeat(names.length - 1) + ")", names);
    }

    @Override
    public List<Claim> claims(HostName host, UUID guest) throws GuestnetException {
        return selected(" WHERE host = ? AND guest = ?", host.value(), guest);
    }

    private List<Claim> selected(String condition, Object... values) throws GuestnetException {
        String select = "SELECT " + COLUMNS + " FROM claim" + condition;
        List<Claim> claims = database.read(s -> s.query(JdbcClaimStore::claim, select, values));
        return claims.stream().sorted(comparing(Claim::key)).toList(); // here: databases order text by their own rules
    }

    @Override
    public List<Claim.Key> take(Collection<Claim> claims) throws GuestnetException {
        return database.write(session -> {
            List<Claim.Key> others = new ArrayList<>();
            for (Claim claim : inOrder(claims)) {
                if (!take(session, claim)) {
                    others.add(claim.key());
                }
            }
            if (!others.isEmpty()) {
                session.discard();
            }
            return others.stream().distinct().toList();
        });
    }

    private static boolean take(Session session, Claim claim) throws SQLException {
        String insert =
                "INSERT INTO claim (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
        return session.update(insert, values(claim)) == 1 || isMine(session, claim);
    }

    /** A slot whose owner frees it between the two statements counts as the owner's still. */
    private static boolean isMine(Session session, Claim claim) throws SQLException {
        List<Claim> mine =
                session.query(JdbcClaimStore::claim, "SELECT " + COLUMNS + " FROM claim WHERE " + SAME, same(claim));
        return mine.stream().anyMatch(found -> found.nic().equals(claim.nic()));
    }

    @Override
    public boolean set(Claim claim, Claim.State state) throws GuestnetException {
        String update = "UPDATE claim SET state = '" + state.name() + "' WHERE " + SAME;
        return database.write(s -> s.update(update, same(claim))) == 1;
    }

    @Override
    public void free(Collection<Claim> claims) throws GuestnetException {
        List<Object[]> same = inOrder(claims).stream().map(JdbcClaimStore::same).toList();
        database.write(s -> s.updateAll("DELETE FROM claim WHERE " + SAME, same));
    }

    private static List<Claim> inOrder(Collection<Claim> claims) {
        return claims.stream().sorted(comparing(Claim::key)).toList();
    }

    private static Object[] same(Claim c) {
        return new Object[] {
            c.key().host().value(),
            c.key().device(),
            c.key().ordinal(),
            c.guest(),
            c.operation().value()
        };
    }

    private static Object[] values(Claim c) {
        return new Object[] {
            c.key().host().value(),
            c.key().device(),
            c.key().ordinal(),
            c.network().value(),
            c.guest(),
            c.guestName(),
            c.nic().value(),
            c.operation().value(),
            c.state().name(),
            Row.seconds(c.since())
        };
    }

    private static Claim claim(Row row) throws SQLException {
        return new Claim(
                new Claim.Key(new HostName(row.text("host")), row.text("device"), row.number("ordinal")),
                new NetworkName(row.text("network")),
                row.uuid("guest"),
                row.text("guest_name"),
                new MacAddress(row.text("nic")),
                new OperationId(row.uuid("operation")),
                Claim.State.valueOf(row.text("state")),
                row.instant("since"));
    }
}
