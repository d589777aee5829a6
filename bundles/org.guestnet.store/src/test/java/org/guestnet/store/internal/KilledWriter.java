/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;

/** A process that takes claims, pairs of slots, by several threads and prints each pair once it is acknowledged, until it is killed. */
final class KilledWriter {

    private static final int THREADS = 4;

    private KilledWriter() {}

    public static void main(String[] arguments) throws Exception {
        ClaimStore store = new JdbcClaimStore(new Database(Path.of(arguments[0])));
        for (int i = 0; i < THREADS; i++) {
            String device = "eth" + i;
            new Thread(() -> write(store, device)).start();
        }
    }

    private static void write(ClaimStore store, String device) {
        try {
            for (int pair = 0; ; pair++) {
                store.take(pair(device, pair));
                print(device + " " + pair + "\n");
            }
        } catch (GuestnetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One call, one write: a killed process prints whole lines, or none. */
    private static void print(String line) {
        synchronized (System.out) {
            System.out.print(line);
            System.out.flush();
        }
    }

    static List<Claim> pair(String device, int pair) {
        UUID guest = UUID.nameUUIDFromBytes((device + pair).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return IntStream.of(2 * pair, 2 * pair + 1)
                .mapToObj(ordinal -> claim(device, ordinal, guest))
                .toList();
    }

    private static Claim claim(String device, int ordinal, UUID guest) {
        return new Claim(
                new Claim.Key(new HostName("kvm1"), device, ordinal),
                new NetworkName("red"),
                guest,
                "web",
                new MacAddress("52:54:00:00:00:01"),
                new OperationId(guest),
                Claim.State.HELD,
                Instant.EPOCH);
    }
}
