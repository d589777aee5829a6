/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.List;
import java.util.OptionalInt;
import org.guestnet.model.DeviceName;

/**
 * A member of a pool: those of the definition in its order, then those that a redefinition removed and that guests still use.
 *
 * @param device the host interface
 * @param state whether it can take a guest
 * @param used how many guests use it
 * @param limit how many it may serve; empty if any number
 * @param holders the guests that use it or hold a claim on it
 * @param reason why it is unusable, draining or missing; else who uses it past this network: by another one, or by naming the device;
 *     else empty
 */
public record PoolMember(
        DeviceName device, State state, int used, OptionalInt limit, List<String> holders, String reason) {

    /** Whether a member can take a guest. */
    public enum State {
        /** It can. */
        FREE,
        /** It serves as many guests as it may. */
        FULL,
        /** It serves more guests than it may: others started them. */
        OVER,
        /** It cannot be used: the reason says why. Holders that it has run on. */
        UNUSABLE,
        /** It was removed from the definition, takes no more guests, and leaves the pool when its holders are gone. */
        DRAINING,
        /** It is in the definition, and the running network does not have it yet. */
        COMING
    }

    /** Copies the list. */
    public PoolMember {
        holders = List.copyOf(holders);
    }
}
