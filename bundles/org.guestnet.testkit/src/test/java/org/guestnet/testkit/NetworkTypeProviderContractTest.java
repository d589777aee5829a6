/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite is worth something only if a broken provider fails it: for each rule one does, and by that rule alone. */
class NetworkTypeProviderContractTest {

    @ParameterizedTest
    @MethodSource("brokenProviders")
    void aProviderThatBreaksOneRuleFailsThatRuleAlone(Class<?> broken) {
        assertThat(Rules.failed(broken)).containsExactly(Rules.of(broken));
    }

    @Test
    void everyRuleHasAProviderThatBreaksIt() {
        assertThat(brokenProviders().map(Rules::of))
                .containsExactlyInAnyOrderElementsOf(Rules.in(NetworkTypeProviderContract.class));
    }

    @Test
    void aProviderThatHoldsTheContractFailsNothing() {
        assertThat(Rules.failed(SampleProviderContractTest.class)).isEmpty();
    }

    static Stream<Class<?>> brokenProviders() {
        return Stream.of(BrokenProviders.class.getDeclaredClasses())
                .filter(NetworkTypeProviderContract.class::isAssignableFrom);
    }
}
