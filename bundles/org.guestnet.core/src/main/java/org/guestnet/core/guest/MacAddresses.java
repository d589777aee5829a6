/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.MacAddress;

/** The MAC addresses of the fleet's guests, as they were last seen. */
final class MacAddresses {

    private static final int OF_QEMU = 0x525400; // the prefix that libvirt gives QEMU's guests too
    private static final int ORDINALS = 1 << 24;

    private final Fleet fleet;

    MacAddresses(Fleet fleet) {
        this.fleet = fleet;
    }

    /** A new one, which no guest has that was seen. */
    MacAddress fresh() {
        MacAddress mac = random();
        while (holder(mac, Optional.empty()).isPresent()) {
            mac = random();
        }
        return mac;
    }

    private static MacAddress random() {
        String digits =
                String.format("%06x%06x", OF_QEMU, ThreadLocalRandom.current().nextInt(ORDINALS));
        return new MacAddress(digits.replaceAll("(..)(?!$)", "$1:"));
    }

    /** That another guest has it: two guests may share one if they never run at once, so it can be accepted. */
    Optional<Finding> takenByOthers(MacAddress mac, UUID guest) {
        return holder(mac, Optional.of(guest));
    }

    private Optional<Finding> holder(MacAddress mac, Optional<UUID> except) {
        for (HostState host : fleet.states()) {
            for (GuestReport other : host.guests().values()) {
                if (except.filter(other.uuid()::equals).isEmpty() && has(other, mac)) {
                    return Optional.of(Finding.consent(
                                    Codes.MAC_IN_USE,
                                    "guest '" + other.name() + "' has an interface with that MAC address",
                                    "give another one, or, if the two never run at once: --accept " + Codes.MAC_IN_USE)
                            .on(host.name())
                            .on(mac));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean has(GuestReport guest, MacAddress mac) {
        return NicGuest.of(guest.interfaces(), mac).isPresent()
                || NicGuest.of(guest.live(), mac).isPresent();
    }
}
