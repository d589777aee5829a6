/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store.contract;

import java.time.Instant;
import java.util.UUID;
import org.guestnet.model.Claim;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;

/** Claims to test with. */
final class Claims {

    private static final Instant SINCE = Instant.parse("2026-02-03T04:05:06.123456789Z");

    private Claims() {}

    static Claim claim(String device, int ordinal, UUID guest, OperationId operation) {
        return new Claim(
                new Claim.Key(new HostName("kvm1"), device, ordinal),
                new NetworkName("rød network"),
                guest,
                "web 'one' \"%_\\",
                new MacAddress("52:54:00:00:00:01"),
                operation,
                Claim.State.HELD,
                SINCE);
    }

    static Claim in(Claim c, Claim.State state) {
        return new Claim(c.key(), c.network(), c.guest(), c.guestName(), c.nic(), c.operation(), state, c.since());
    }

    static Claim with(Claim c, MacAddress nic) {
        return new Claim(c.key(), c.network(), c.guest(), c.guestName(), nic, c.operation(), c.state(), c.since());
    }

    static Claim onHost(String host, Claim c) {
        Claim.Key key =
                new Claim.Key(new HostName(host), c.key().device(), c.key().ordinal());
        return new Claim(key, c.network(), c.guest(), c.guestName(), c.nic(), c.operation(), c.state(), c.since());
    }
}
