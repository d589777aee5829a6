/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.guestnet.model.NetworkName;
import org.junit.jupiter.api.Test;

class NetworkReportTest {

    private static final String NIL = new UUID(0, 0).toString();

    private static NetworkReport report(UUID uuid, String xml) {
        return new NetworkReport(new NetworkName("red"), uuid, true, true, xml, Optional.of(xml + " "), List.of());
    }

    private static String document(Object uuid) {
        return "<network><name>red</name><uuid>" + uuid + "</uuid></network>";
    }

    @Test
    void givesItsDocumentsAsTheyWere() {
        UUID uuid = UUID.randomUUID();
        NetworkReport report = report(uuid, document(uuid));
        assertThat(report.configXml()).isEqualTo(document(uuid));
        assertThat(report.liveXml()).contains(document(uuid) + " ");
        assertThat(report.shared(UnaryOperator.identity(), report.name(), List.of()))
                .isEqualTo(report);
    }

    @Test
    void hasTheSameDocumentsAsOthersButForTheUuid() {
        UUID uuid = UUID.randomUUID();
        assertThat(report(uuid, document(uuid)).commonConfigXml()).isEqualTo(document(NIL));
        assertThat(report(uuid, document(uuid)).commonLiveXml()).contains(document(NIL) + " ");
        assertThat(report(uuid, document(uuid))).isNotEqualTo(report(new UUID(0, 1), document(new UUID(0, 1))));
    }

    @Test
    void leavesADocumentAloneThatHasZerosItself() {
        UUID uuid = UUID.randomUUID();
        String xml = document(uuid).replace("red", NIL);
        assertThat(report(uuid, xml).configXml()).isEqualTo(xml);
        assertThat(report(uuid, document(NIL)).configXml()).isEqualTo(document(NIL));
    }
}
