/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.guestnet.model.GuestnetException;
import org.guestnet.xml.GuestDocuments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarriersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "direct | <source dev='ens1f0' mode='passthrough'/> | ens1f0",
                "direct | <source network='red' portid='11111111-0000-4000-8000-000000000001' dev='ens1f0' mode='vepa'/> | ens1f0",
                "bridge | <source bridge='br0'/> | br0",
                "hostdev | <source><address type='pci' domain='0x0000' bus='0x3b' slot='0x02' function='0x1'/></source> | 0000:3b:02.1",
                "hostdev | <source><address type='pci' domain='0x0000' bus='0x3b' slot='0x99' function='0x1'/></source> |",
                "user | <source/> |",
            })
    void theDeviceOfAConnectionIsToldByItsNameOrItsAddress(String type, String source, String device)
            throws GuestnetException {
        String domain = "<domain type='qemu'><name>web1</name><devices><interface type='" + type
                + "'><mac address='52:54:00:00:00:01'/>" + source + "</interface></devices></domain>";
        assertThat(Carriers.of(GuestDocuments.interfaces(domain).get(0)).orElse(null))
                .isEqualTo(device);
    }
}
