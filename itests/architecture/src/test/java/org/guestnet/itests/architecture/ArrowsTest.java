/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArrowsTest {

    @Test
    void everyBundleWasLookedAt() {
        assertThat(Bundles.manifests().keySet()).containsExactlyInAnyOrderElementsOf(Bundles.ARROWS.keySet());
        assertThat(Bundles.CLASSES.stream()
                        .flatMap(type -> Bundles.of(type).stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Bundles.ARROWS.keySet());
    }

    @Test
    void aForbiddenDependencyWouldBeSeen() {
        // What core rightly knows would all be forbidden to model.
        assertThat(crossings("core").filter(dependency -> !isAllowed("model", dependency)))
                .hasSameSizeAs(crossings("core").toList())
                .isNotEmpty();
    }

    @Test
    void aBundleKnowsOnlyWhomTheLayoutLetsItKnow() {
        List<String> forbidden = Bundles.CLASSES.stream()
                .flatMap(type -> crossings(type)
                        .filter(dependency -> !isAllowed(Bundles.of(type).orElseThrow(), dependency)))
                .map(Dependency::getDescription)
                .toList();

        assertThat(forbidden).isEmpty();
    }

    /** Apart from what is meant: a face makes what is behind it, and commands are listed to complete their options. */
    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("org.guestnet.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage("org.guestnet.xml"), resideInAPackage("org.guestnet.xml.internal.."))
                .ignoreDependency(simpleName("OptionsCompleter"), resideInAPackage("org.guestnet.shell.internal"))
                .ignoreDependency(simpleName("Commands"), resideInAPackage("org.guestnet.shell.internal.."))
                .check(Bundles.CLASSES);
    }

    private static Stream<Dependency> crossings(String bundle) {
        return Bundles.CLASSES.stream()
                .filter(type -> Bundles.of(type).equals(Optional.of(bundle)))
                .flatMap(ArrowsTest::crossings);
    }

    private static Stream<Dependency> crossings(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> Bundles.of(dependency.getTargetClass()).isPresent())
                .filter(dependency -> !Bundles.of(dependency.getTargetClass()).equals(Bundles.of(type)));
    }

    private static boolean isAllowed(String bundle, Dependency dependency) {
        String target = Bundles.of(dependency.getTargetClass()).orElseThrow();
        return Bundles.ARROWS.get(bundle).contains(target);
    }
}
