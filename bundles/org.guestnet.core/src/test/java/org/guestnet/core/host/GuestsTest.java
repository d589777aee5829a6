/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.GuestName;
import org.junit.jupiter.api.Test;

class GuestsTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private static GuestReport guest(UUID uuid, String name) {
        return new GuestReport(
                uuid, new GuestName(name), GuestReport.State.SHUT_OFF, true, false, false, List.of(), List.of());
    }

    @Test
    void eachGuestIsFoundByItsUuidAndByItsName() {
        Guests guests = new Guests(List.of(guest(ONE, "web1"), guest(OTHER, "web2")));
        assertThat(guests.get(OTHER)).isEqualTo(guest(OTHER, "web2"));
        assertThat(guests.named(new GuestName("web1"))).contains(guest(ONE, "web1"));
        assertThat(guests.named(new GuestName("web3"))).isEmpty();
        assertThat(Guests.NONE.named(new GuestName("web1"))).isEmpty();
    }

    @Test
    void namesWithTheSameHashAreToldApart() {
        assertThat("BB").hasSameHashCodeAs("Aa");
        Guests guests = new Guests(List.of(guest(ONE, "Aa")));
        assertThat(guests.named(new GuestName("BB"))).isEmpty();
        assertThat(guests.named(new GuestName("Aa"))).contains(guest(ONE, "Aa"));
    }
}
