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

/** The suite is worth something only if a broken encryption fails it: for each rule one does, and by that rule alone. */
class EncryptionContractTest {

    @ParameterizedTest
    @MethodSource("brokenEncryptions")
    void anEncryptionThatBreaksOneRuleFailsThatRuleAlone(Class<?> broken) {
        assertThat(Rules.failed(broken)).containsExactly(Rules.of(broken));
    }

    @Test
    void everyRuleHasAnEncryptionThatBreaksIt() {
        assertThat(brokenEncryptions().map(Rules::of))
                .containsExactlyInAnyOrderElementsOf(Rules.in(EncryptionContract.class));
    }

    @Test
    void anEncryptionThatHoldsTheContractFailsNothing() {
        assertThat(Rules.failed(SampleEncryptionContractTest.class)).isEmpty();
    }

    static Stream<Class<?>> brokenEncryptions() {
        return Stream.of(BrokenEncryptions.class.getDeclaredClasses())
                .filter(EncryptionContract.class::isAssignableFrom);
    }
}
