/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.RED;

import java.util.UUID;
import org.guestnet.api.DefineOptions;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.junit.jupiter.api.Test;

/** A network that goes on as it was, while its definition is another. */
class PendingRestartTest {

    private static final String NIC = "<interface type='network'><mac address='52:54:00:00:02:01'/>"
            + "<source network='red-network'/><model type='virtio'/></interface>";

    @Test
    void aMemberOfALivePoolThatIsExclusiveIsNotGivenToTwoInterfacesOfOneGuest() throws Exception {
        try (Scene scene = new Scene()) {
            scene.define(KVM1, pool("mode='passthrough'", ""));
            scene.core.networks().start(KVM1, RED, false);
            scene.core
                    .networks()
                    .define(
                            KVM1,
                            pool("mode='private'", "maxConnections='3'"),
                            DefineOptions.defaults().withReplace(true));
            UUID guest = new UUID(0x1234_0000_4000L, 0x8000_0000_0000_0001L);
            String two = Scene.domain("web1", guest, 1).replace("<graphics", NIC + "<graphics");
            scene.on(KVM1, s -> s.defineGuest(two));
            scene.core.hosts().refresh(KVM1);
            GuestnetException e = catchThrowableOfType(GuestnetException.class, () -> scene.start("web1"));
            assertThat(e.code()).isEqualTo(Codes.POOL_EXHAUSTED);
            assertThat(scene.store.claims()).isEmpty();
        }
    }

    private static String pool(String mode, String limit) {
        return "<network type='direct'><name>red-network</name><source " + mode + "><interface dev='ens1f0' " + limit
                + "/></source></network>";
    }
}
