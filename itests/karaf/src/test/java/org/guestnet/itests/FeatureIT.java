/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.guestnet.itests.support.KarafTest;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

@KarafTest
class FeatureIT {

    @Inject
    BundleContext context;

    @Inject
    BootFinished booted;

    @Inject
    FeaturesService features;

    @Inject
    ServiceComponentRuntime components;

    @Test
    void theFeatureIsInstalledAndSaysWhatItIs() throws Exception {
        var feature = features.getFeature("guestnet");

        assertThat(features.isInstalled(feature)).isTrue();
        assertThat(feature.getDescription()).isNotBlank();
    }

    @Test
    void everyBundleIsActive() {
        assertThat(ours()).extracting(Bundle::getSymbolicName).contains("org.guestnet.core", "org.guestnet.shell");
        assertThat(ours())
                .allSatisfy(bundle -> assertThat(bundle.getState())
                        .as(bundle.getSymbolicName())
                        .isEqualTo(Bundle.ACTIVE));
    }

    @Test
    void commandsAreThereWhenAllElseIs() {
        assertThat(ours())
                .allSatisfy(bundle -> assertThat(level(bundle))
                        .as(bundle.getSymbolicName())
                        .isEqualTo(bundle.getSymbolicName().equals("org.guestnet.shell") ? 85 : 80));
    }

    private static int level(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).getStartLevel();
    }

    @Test
    void everyComponentHasWhatItNeeds() {
        var descriptions = components.getComponentDescriptionDTOs(ours().toArray(Bundle[]::new));

        assertThat(descriptions.stream().map(description -> description.bundle.symbolicName))
                .contains(
                        "org.guestnet.type.virtual",
                        "org.guestnet.type.bridge",
                        "org.guestnet.type.direct",
                        "org.guestnet.type.tunnel");
        assertThat(descriptions.stream().flatMap(this::unsatisfied)).isEmpty();
    }

    @Test
    void librariesStayInside() {
        assertThat(Arrays.stream(context.getBundles()).map(Bundle::getSymbolicName))
                .doesNotContain("com.sun.jna", "org.libvirt", "org.eclipse.persistence.moxy", "com.h2database");
        assertThat(ours())
                .allSatisfy(bundle -> assertThat(exports(bundle))
                        .as(bundle.getSymbolicName())
                        .allMatch(exported -> exported.startsWith("org.guestnet.")));
    }

    private List<Bundle> ours() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.guestnet."))
                .filter(bundle -> !bundle.getSymbolicName().equals("org.guestnet.itests.probe"))
                .toList();
    }

    private Stream<String> unsatisfied(ComponentDescriptionDTO description) {
        return components.getComponentConfigurationDTOs(description).stream()
                .filter(configuration -> configuration.state != ComponentConfigurationDTO.ACTIVE
                        && configuration.state != ComponentConfigurationDTO.SATISFIED)
                .flatMap(configuration -> Arrays.stream(configuration.unsatisfiedReferences))
                .map(reference -> description.name + " waits for " + reference.name + " " + reference.target);
    }

    private static List<String> exports(Bundle bundle) {
        String header = bundle.getHeaders().get(Constants.EXPORT_PACKAGE);
        return header == null ? List.of() : List.of(header.split(",(?=[a-z])"));
    }
}
