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

/** The suite is worth something only if a broken protocol fails it: for each rule one does, and by that rule alone. */
class UplinkContractTest {

    @ParameterizedTest
    @MethodSource("brokenUplinks")
    void aProtocolThatBreaksOneRuleFailsThatRuleAlone(Class<?> broken) {
        assertThat(Rules.failed(broken)).containsExactly(Rules.of(broken));
    }

    @Test
    void everyRuleHasAProtocolThatBreaksIt() {
        assertThat(brokenUplinks().map(Rules::of)).containsExactlyInAnyOrderElementsOf(Rules.in(UplinkContract.class));
    }

    @Test
    void aProtocolThatHoldsTheContractFailsNothing() {
        assertThat(Rules.failed(SampleUplinkContractTest.class)).isEmpty();
    }

    static Stream<Class<?>> brokenUplinks() {
        return Stream.of(BrokenUplinks.class.getDeclaredClasses()).filter(UplinkContract.class::isAssignableFrom);
    }
}
