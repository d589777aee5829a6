/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.api.DrainOptions;
import org.guestnet.model.GuestName;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;
import org.guestnet.model.OperationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrainTextTest {

    private static final HostName KVM1 = new HostName("kvm1");

    @ParameterizedTest
    @ValueSource(strings = {"web1", "back to front", "migrate guest x to y"})
    void aStepGivesItsGuestAndDestinationBack(String name) {
        Step step = DrainText.step(new GuestName(name), KVM1, StepState.BEGUN);
        assertThat(DrainText.guest(step)).hasToString(name);
        assertThat(DrainText.destination(step)).isEqualTo(KVM1);
    }

    @Test
    void optionsAreFoundAgain() {
        DrainOptions read = readBack(DrainOptions.defaults()
                .withParallel(3)
                .withOffline(true)
                .withTls(true)
                .accepting(Set.of("LOCAL_SCOPE", "MTU_SMALLER")));
        assertThat(read.parallel()).isEqualTo(3);
        assertThat(read.offline()).isTrue();
        assertThat(read.tls()).isTrue();
        assertThat(read.accepted()).containsExactlyInAnyOrder("LOCAL_SCOPE", "MTU_SMALLER");
        assertThat(readBack(DrainOptions.defaults()).offline()).isFalse();
    }

    private static DrainOptions readBack(DrainOptions options) {
        Operation drain = Operation.begin(
                OperationId.random(),
                Operation.Kind.HOST_DRAIN,
                "kvm1",
                Optional.empty(),
                KVM1,
                Optional.empty(),
                List.of());
        return DrainText.options(drain.withFindings(List.of(DrainText.options(options))));
    }
}
