/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.BRIDGE;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.PATIENCE;
import static org.guestnet.core.Scene.RED;

import java.util.List;
import java.util.UUID;
import org.guestnet.api.MigrateOptions;
import org.guestnet.api.PoolMember;
import org.guestnet.api.PortInfo;
import org.guestnet.driver.Migration;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guest that another tool migrates is followed, and counted once. */
class OtherToolsTest {

    private final Scene scene = new Scene();
    private UUID web1;

    OtherToolsTest() throws GuestnetException {}

    @BeforeEach
    void running() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        scene.define(KVM2, BRIDGE);
        scene.core.networks().start(KVM2, RED, false);
        web1 = scene.guest(KVM1, "web1", 1);
        scene.start("web1");
    }

    @AfterEach
    void end() {
        scene.close();
    }

    /** As {@code virsh migrate} does it. */
    private void virshMigrate(HostName from, HostName to) throws GuestnetException {
        scene.on(from, source -> scene.on(to, destination -> source.migrate(web1, destination, Migration.plain())));
    }

    private void eventuallyOn(HostName host, int claims) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(scene.core.guests().list())
                    .filteredOn(g -> g.name().equals(new GuestName("web1")))
                    .singleElement()
                    .satisfies(g -> assertThat(g.host()).isEqualTo(host));
            assertThat(scene.core.networks().ports())
                    .filteredOn(p -> p.kind() == PortInfo.Kind.GUEST)
                    .singleElement()
                    .satisfies(p -> assertThat(p.host()).isEqualTo(host));
            assertThat(scene.store.claims()).hasSize(claims);
        });
    }

    private List<Integer> used() throws GuestnetException {
        return scene.core.networks().pool(KVM1, RED).stream()
                .map(PoolMember::used)
                .toList();
    }

    @Test
    void aGuestThatIsMigratedBehindOurBackTakesItsPortAndItsClaimWithIt() throws GuestnetException {
        virshMigrate(KVM1, KVM2);
        eventuallyOn(KVM2, 0);
        assertThat(used()).containsExactly(0, 0);
    }

    @Test
    void aGuestThatComesBackBehindOurBackIsCountedOnceAndItsMemberIsNotGivenAway() throws GuestnetException {
        scene.migrate("web1", KVM2, MigrateOptions.defaults());
        virshMigrate(KVM2, KVM1);
        eventuallyOn(KVM1, 0);
        assertThat(used()).containsExactlyInAnyOrder(1, 0);
        scene.guest(KVM1, "db1", 2);
        scene.start("db1");
        assertThat(used()).containsExactly(1, 1);
    }

    @Test
    void aGuestThatOthersMovedMigratesAsAnyOther() throws GuestnetException {
        virshMigrate(KVM1, KVM2);
        eventuallyOn(KVM2, 0);
        assertThat(scene.core
                        .guests()
                        .migrate(new GuestName("web1"), KVM1, MigrateOptions.defaults())
                        .state())
                .isEqualTo(State.DONE);
        assertThat(scene.store.claims())
                .singleElement()
                .satisfies(c -> assertThat(c.key().host()).isEqualTo(KVM1));
        assertThat(used()).containsExactlyInAnyOrder(1, 0);
    }
}
