/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A slot at a host's device, taken for a guest before it starts there and kept until it is seen gone. Only attachment points
 * with a limit have slots.
 *
 * @param key the slot; at most one claim exists for it
 * @param network the network that it was taken for
 * @param guest the guest's UUID
 * @param guestName the guest's name, for people
 * @param nic the guest interface
 * @param operation the operation that took it
 * @param state whether the guest was seen with it
 * @param since when it was taken
 */
public record Claim(
        Key key,
        NetworkName network,
        UUID guest,
        String guestName,
        MacAddress nic,
        OperationId operation,
        State state,
        Instant since) {

    /** Whether the guest was seen. */
    public enum State {
        /** Taken by an operation that is not over. */
        HELD,
        /** The guest was seen with it. */
        BOUND
    }

    /**
     * A slot.
     *
     * @param host the host
     * @param device identity of the device, the same for all networks of the host
     * @param ordinal 0 to limit − 1
     */
    public record Key(HostName host, String device, int ordinal) implements Comparable<Key> {

        /** @throws IllegalArgumentException if the ordinal is negative or the device empty */
        public Key {
            requireNonNull(host, "host");
            Checks.holds(device != null && !device.isEmpty(), "claim device", device, "it is not empty");
            Checks.holds(ordinal >= 0, "claim ordinal", Integer.toString(ordinal), "it is not negative");
        }

        /** By host, device, ordinal: the order in which slots are taken. */
        @Override
        public int compareTo(Key other) {
            int byHost = host.compareTo(other.host);
            int byDevice = byHost != 0 ? byHost : device.compareTo(other.device);
            return byDevice != 0 ? byDevice : Integer.compare(ordinal, other.ordinal);
        }
    }

    /** @throws NullPointerException if a part is null */
    public Claim {
        requireNonNull(key, "key");
        requireNonNull(network, "network");
        requireNonNull(guest, "guest");
        requireNonNull(guestName, "guestName");
        requireNonNull(nic, "nic");
        requireNonNull(operation, "operation");
        requireNonNull(state, "state");
        requireNonNull(since, "since");
    }
}
