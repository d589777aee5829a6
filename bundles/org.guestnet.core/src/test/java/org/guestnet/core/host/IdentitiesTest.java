/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.PciAddress;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private static final String SLOT_0 = "0000:3b:00.0";
    private static final String SLOT_1 = "0000:3b:00.1";

    private static HostDevice device(String name) {
        return HostDevice.of(new DeviceName(name), "ethernet");
    }

    private static HostDevice device(String name, String pci) {
        return device(name).withPci(PciAddress.parse(pci));
    }

    private static Identities seen(HostDevice... devices) {
        return Identities.NONE.seen(List.of(devices));
    }

    @Test
    void aNameAndTheAddressOfItsDeviceAreOneDevice() {
        Identities now = seen(device("eth0", SLOT_0), device("br0"));
        assertThat(now.of("eth0")).isEqualTo(SLOT_0).isEqualTo(now.of(SLOT_0));
        assertThat(now.of("br0")).isEqualTo("br0");
        assertThat(now.maySame("eth0", SLOT_0)).isTrue();
        assertThat(now.maySame("br0", SLOT_0)).isFalse();
    }

    @Test
    void anAddressThatBecomesKnownLaterIsTheSameDevice() {
        Identities later = seen(device("eth0")).seen(List.of(device("eth0", SLOT_0)));
        assertThat(later.of("eth0")).isEqualTo(SLOT_0);
    }

    @Test
    void theOldNameOfARenamedDeviceIsStillThatDevice() {
        Identities renamed = seen(device("eth0", SLOT_0)).seen(List.of(device("lan0", SLOT_0)));
        assertThat(renamed.of("eth0")).isEqualTo(SLOT_0);
        assertThat(renamed.maySame("eth0", "lan0")).isTrue();
        assertThat(renamed.knows("eth0")).isTrue();
    }

    @Test
    void theNameOfADeviceThatIsGoneIsStillThatDevice() {
        Identities gone = seen(device("eth0", SLOT_0)).seen(List.of());
        assertThat(gone.of("eth0")).isEqualTo(SLOT_0);
        assertThat(gone.seen(List.of()).of("eth0")).isEqualTo(SLOT_0);
    }

    @Test
    void aNameThatTwoDevicesHadOneAfterTheOtherMeansTheLatestAndMayMeanBoth() {
        Identities swapped = seen(device("eth0", SLOT_0), device("eth1", SLOT_1))
                .seen(List.of(device("eth1", SLOT_0), device("eth0", SLOT_1)));
        assertThat(swapped.of("eth0")).isEqualTo(SLOT_1);
        assertThat(swapped.all("eth0")).containsExactly(SLOT_0, SLOT_1);
        assertThat(swapped.maySame("eth0", SLOT_0)).isTrue();
    }

    @Test
    void nothingIsKnownOfWhatWasNeverSeen() {
        assertThat(seen(device("eth0")).knows("eth9")).isFalse();
        assertThat(seen(device("eth0")).of("eth9")).isEqualTo("eth9");
        assertThat(seen(device("eth0")).all("eth9")).containsExactly("eth9");
    }
}
