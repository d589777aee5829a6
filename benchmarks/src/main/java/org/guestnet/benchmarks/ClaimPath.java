/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.Connector;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.ledger.Ledger;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.placement.Placement;
import org.guestnet.core.placement.Placer;
import org.guestnet.core.type.Definitions;
import org.guestnet.core.type.TypeRegistry;
import org.guestnet.core.type.TypeRegistry.Registration;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;
import org.guestnet.spi.PortRequest.Purpose;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.xml.GuestDocuments;

/** A core on the real store, with one host that answers at once and half of whose pool is claimed. Any thread. */
final class ClaimPath implements AutoCloseable {

    private static final HostName HOST = new HostName("kvm1");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EmbeddedStore store;
    private final Fleet fleet;
    private final Claims claims;
    private final Connector connector;
    private final Locks locks;
    private final int members;
    private final Semaphore free; // more threads than slots wait: a full pool is not what is asked

    ClaimPath(Path directory, int members) throws Exception {
        this.members = members;
        this.free = new Semaphore(members - members / 2);
        store = new EmbeddedStore(directory);
        TypeRegistry types = new TypeRegistry();
        types.add(new Registration(new DirectNetworkType(), "direct", 0, 1, "direct"));
        fleet = new Fleet(store);
        fleet.bindDriver(new InstantHost(members));
        fleet.add(new Host(HOST, HostAddress.parse("sim:kvm1"), Hypervisor.QEMU))
                .awaitLook(PATIENCE);
        claims = new Claims(store, fleet);
        NetworkReader reader = new NetworkReader(new Definitions(types));
        OperationEngine engine = new OperationEngine(store);
        connector = new Connector(fleet, reader, new Placer(reader), claims, new Ledger(fleet, reader, engine));
        locks = engine.locks();
        fill();
    }

    private void fill() throws Exception {
        List<Claim> half = new ArrayList<>();
        for (int i = 0; i < members / 2; i++) {
            half.add(claim(UUID.randomUUID(), i, Claim.State.BOUND));
        }
        claims.take(half);
    }

    private static Claim claim(UUID guest, int member, Claim.State state) {
        return new Claim(
                new Claim.Key(HOST, InstantHost.device(member), 0),
                new NetworkName(InstantHost.NETWORK),
                guest,
                "guest",
                new MacAddress("52:54:00:00:00:01"),
                OperationId.random(),
                state,
                Instant.now());
    }

    /** Takes a known slot and frees it; each thread has slots of its own. */
    Throughput.Work knownSlot(int thread) {
        UUID guest = UUID.randomUUID();
        int slot = members / 2 + thread % (members - members / 2) + thread / (members - members / 2) * members;
        return () -> {
            List<Claim> one = List.of(claim(guest, slot, Claim.State.HELD));
            claims.take(one);
            store.free(one);
        };
    }

    /** As a start and a stop do: looks at the pool and at all claims for a slot, takes it, and frees it when the guest is not there. */
    Throughput.Work foundSlot(int thread) throws Exception {
        UUID guest = UUID.randomUUID();
        GuestName name = new GuestName("guest" + thread);
        List<GuestInterface> nics = GuestDocuments.interfaces(
                new BenchGuest(name.value(), thread).xml().replace(BenchGuest.NETWORK, InstantHost.NETWORK));
        return () -> {
            OperationId operation = OperationId.random();
            free.acquire();
            try {
                Placement placement = connector.place(HOST, guest, name, nics, Purpose.START, operation, locks);
                placement.requireNoBlockers();
                claims.take(placement.claims(operation));
            } finally {
                locks.release(operation);
            }
            claims.settle(guest, HOST);
            free.release();
        };
    }

    @Override
    public void close() throws SQLException, IOException {
        fleet.close();
        store.close();
    }
}
