/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.libvirt.internal.binding.GuestCalls.GuestImage;
import org.guestnet.libvirt.internal.binding.NetworkCalls.NetworkImage;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.junit.jupiter.api.Test;

/** A host is not to be believed: what it says of one object must not hide the others. */
final class ReportsTest {

    private static final String GOOD = "<domain><devices/></domain>";

    private final Reports reports = new Reports(new HostName("kvm1"));

    private static GuestImage guest(String name, String xml) {
        return new GuestImage(
                UUID.randomUUID().toString(), name, 5, 0, false, false, true, false, false, xml, Optional.empty());
    }

    private static NetworkImage network(String name, String uuid, String... ports) {
        return new NetworkImage(name, uuid, true, true, "<network/>", Optional.empty(), List.of(ports));
    }

    @Test
    void aGuestThatCannotBeUnderstoodHidesNoOther() {
        assertThat(reports.guests(List.of(
                        guest("huge", "<domain>" + " ".repeat(1 << 20) + "</domain>"),
                        guest("deep", "<a>".repeat(100) + "</a>".repeat(100)),
                        guest("entity", "<!DOCTYPE domain [<!ENTITY a 'b'>]><domain>&a;</domain>"),
                        guest("\u001b[2J", GOOD),
                        guest(null, GOOD),
                        guest("good", GOOD))))
                .extracting(GuestReport::name)
                .extracting(Object::toString)
                .containsExactly("good");
    }

    @Test
    void aNetworkThatCannotBeUnderstoodHidesNoOtherAndAPortHidesNoNetwork() {
        String id = UUID.randomUUID().toString();
        assertThat(reports.networks(List.of(
                        network("a/b", id),
                        network("c", "no uuid"),
                        network("d", null),
                        network(null, id),
                        network("red", id, "<port"))))
                .extracting(NetworkReport::name)
                .extracting(Object::toString)
                .containsExactly("red");
    }

    @Test
    void aSingleGuestThatCannotBeUnderstoodIsAFindingWithoutControlCharacters() {
        assertThatExceptionOfType(GuestnetException.class)
                .isThrownBy(() -> reports.one(guest("\u001b[2J\nforged", GOOD)))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b", "\n"));
    }
}
