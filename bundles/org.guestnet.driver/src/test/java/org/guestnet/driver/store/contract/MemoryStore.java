/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store.contract;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.driver.store.HostStore;
import org.guestnet.driver.store.Journal;
import org.guestnet.model.Claim;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;

/** A store in memory for the tests of those who use one. It never fails, and forgets all with its process. */
public final class MemoryStore implements HostStore, ClaimStore, Journal {

    private static final Comparator<Operation> OLDEST_FIRST =
            comparing(Operation::started).thenComparing(o -> o.id().value());

    private final Map<HostName, Host> hosts = new TreeMap<>(); // guarded by this
    private final Map<Claim.Key, Claim> claims = new TreeMap<>(); // guarded by this
    private final Map<OperationId, Operation> operations = new HashMap<>(); // guarded by this

    @Override
    public synchronized List<Host> hosts() {
        return List.copyOf(hosts.values());
    }

    @Override
    public synchronized boolean add(Host host) {
        return hosts.putIfAbsent(host.name(), host) == null;
    }

    @Override
    public synchronized boolean replace(Host host) {
        return hosts.replace(host.name(), host) != null;
    }

    @Override
    public synchronized boolean remove(HostName host) {
        return hosts.remove(host) != null;
    }

    @Override
    public synchronized List<Claim> claims() {
        return List.copyOf(claims.values());
    }

    @Override
    public synchronized List<Claim> claims(Set<HostName> hosts) {
        return claims.values().stream()
                .filter(c -> hosts.contains(c.key().host()))
                .toList();
    }

    @Override
    public synchronized List<Claim> claims(HostName host, UUID guest) {
        return claims(Set.of(host)).stream()
                .filter(c -> c.guest().equals(guest))
                .toList();
    }

    @Override
    public synchronized List<Claim.Key> take(Collection<Claim> wanted) {
        Map<Claim.Key, Claim> after = new TreeMap<>(claims);
        List<Claim.Key> taken = new ArrayList<>();
        for (Claim claim : wanted) {
            Claim owner = after.putIfAbsent(claim.key(), claim);
            if (owner != null && !(isSame(owner, claim) && owner.nic().equals(claim.nic()))) {
                taken.add(claim.key());
            }
        }
        if (taken.isEmpty()) {
            claims.putAll(after);
        }
        return taken.stream().sorted().distinct().toList();
    }

    @Override
    public synchronized boolean set(Claim claim, Claim.State state) {
        Claim mine = claims.get(claim.key());
        if (mine == null || !isSame(mine, claim)) {
            return false;
        }
        claims.put(
                mine.key(),
                new Claim(
                        mine.key(),
                        mine.network(),
                        mine.guest(),
                        mine.guestName(),
                        mine.nic(),
                        mine.operation(),
                        state,
                        mine.since()));
        return true;
    }

    @Override
    public synchronized void free(Collection<Claim> gone) {
        gone.forEach(claim -> claims.computeIfPresent(claim.key(), (key, mine) -> isSame(mine, claim) ? null : mine));
    }

    private static boolean isSame(Claim one, Claim other) {
        return one.guest().equals(other.guest()) && one.operation().equals(other.operation());
    }

    @Override
    public synchronized void write(Operation operation) {
        operations.put(operation.id(), operation);
    }

    @Override
    public synchronized Optional<Operation> operation(OperationId id) {
        return Optional.ofNullable(operations.get(id));
    }

    @Override
    public synchronized List<Operation> youngest(int limit) {
        return sorted(OLDEST_FIRST.reversed()).limit(limit).toList();
    }

    @Override
    public synchronized List<Operation> open() {
        return sorted(OLDEST_FIRST).filter(o -> !o.state().isOver()).toList();
    }

    private Stream<Operation> sorted(Comparator<Operation> order) {
        return List.copyOf(operations.values()).stream().sorted(order);
    }
}
