/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.guestnet.model.Finding;
import org.guestnet.model.Place;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.HostView;

/** What a person must find in every finding. */
final class FindingRules {

    private FindingRules() {}

    /** It says what is wrong and what to do. The code is checked by {@link Finding} itself. */
    static void assertExplains(Finding finding) {
        assertThat(finding.detail()).as("detail of %s", finding).isNotBlank().doesNotEndWith(".");
        assertThat(finding.remedy()).as("remedy of %s", finding).isNotBlank();
    }

    /** It is also about that host, if about any. */
    static void assertExplains(Finding finding, HostView host) {
        assertExplains(finding);
        assertThat(finding.host().orElse(host.name())).as("host of %s", finding).isEqualTo(host.name());
    }

    /** It also says where in the document. */
    static void assertExplainsAt(Finding finding, XmlElement document) {
        assertExplains(finding);
        assertThat(finding.place()).as("place of %s", finding).isPresent();
        assertThat(places(document, new HashSet<>()))
                .as("%s is the place of an element of the document", finding)
                .contains(finding.place().get());
    }

    private static Set<Place> places(XmlElement element, Set<Place> found) {
        found.add(element.place());
        element.children().forEach(c -> places(c, found));
        return found;
    }
}
