/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The suite is worth something only if a broken provider fails it: for each rule one does, and by that rule alone. */
class NetworkTypeProviderContractTest {

    @ParameterizedTest
    @MethodSource("brokenProviders")
    void aProviderThatBreaksOneRuleFailsThatRuleAlone(Class<?> broken) {
        assertThat(failedRules(broken)).containsExactly(ruleOf(broken));
    }

    @Test
    void everyRuleHasAProviderThatBreaksIt() {
        Set<String> rules = Stream.of(NetworkTypeProviderContract.class.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Test.class))
                .map(m -> m.getName())
                .collect(toSet());
        assertThat(brokenProviders().map(NetworkTypeProviderContractTest::ruleOf))
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void aProviderThatHoldsTheContractFailsNothing() {
        assertThat(failedRules(SampleProviderContractTest.class)).isEmpty();
    }

    static Stream<Class<?>> brokenProviders() {
        return Stream.of(BrokenProviders.class.getDeclaredClasses())
                .filter(NetworkTypeProviderContract.class::isAssignableFrom);
    }

    private static String ruleOf(Class<?> broken) {
        String name = broken.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static Set<String> failedRules(Class<?> suite) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(suite))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(Event::getTestDescriptor)
                .map(d -> d.getDisplayName().replace("()", ""))
                .collect(toSet());
    }
}
