/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.libvirt.internal.binding.GuestCalls.GuestImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** libvirt's numbers, as they stand in libvirt-domain.h. */
final class GuestStatesTest {

    @ParameterizedTest
    @CsvSource({
        "true, false, 1, 1, RUNNING",
        "true, false, 1, 2, RUNNING_MIGRATED",
        "true, false, 1, 5, RUNNING",
        "true, false, 3, 1, PAUSED",
        "true, false, 3, 2, PAUSED_MIGRATING",
        "true, true, 3, 2, ARRIVING",
        "true, false, 3, 11, ARRIVING",
        "true, false, 3, 5, PAUSED",
        "true, false, 3, 12, PAUSED_POSTCOPY",
        "true, false, 3, 13, POSTCOPY_FAILED",
        "true, true, 3, 13, POSTCOPY_FAILED",
        "true, false, 1, 10, RUNNING",
        "true, false, 7, 0, PAUSED",
        "true, false, 4, 1, RUNNING",
        "false, false, 5, 1, SHUT_OFF",
        "false, false, 6, 1, SHUT_OFF",
    })
    void stateAndReasonTellWhatAGuestDoes(boolean active, boolean incoming, int state, int reason, State expected) {
        GuestImage image = new GuestImage(
                "u", "n", state, reason, active, incoming, true, false, false, "<domain/>", Optional.empty());
        assertThat(GuestStates.of(image)).isEqualTo(expected);
    }
}
