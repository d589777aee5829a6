/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.KVM3;
import static org.guestnet.core.Scene.RED;

import java.util.OptionalInt;
import java.util.Set;
import org.guestnet.api.WhatIf;
import org.guestnet.api.WhatIf.Need;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private Scene scene;

    @BeforeEach
    void threeGuestsOnTheFirstHostAndTwoSlotsOnEachOther() throws GuestnetException {
        scene = new Scene();
        scene.define(KVM1, Scene.POOL);
        scene.define(KVM2, DrainTest.SLOTS2);
        scene.define(KVM3, DrainTest.SLOTS3);
        for (int i = 1; i <= 3; i++) {
            scene.guest(KVM1, "web" + i, i);
            scene.start("web" + i);
        }
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private WhatIf without(HostName... hosts) throws GuestnetException {
        return scene.core.networks().whatIf(Set.of(hosts));
    }

    @Test
    void aHostCanBeLostWhileTheOthersHaveRoom() throws GuestnetException {
        WhatIf lost = without(KVM1);
        assertThat(lost.possible()).isTrue();
        assertThat(lost.guests()).isEqualTo(3);
        assertThat(lost.networks()).containsExactly(new Need(RED, 3, OptionalInt.of(4), OptionalInt.of(4)));
        assertThat(lost.networks().get(0).enough()).isTrue();
        assertThat(lost.bottleneck()).contains(RED);
    }

    @Test
    void twoHostsAreTooMany() throws GuestnetException {
        WhatIf lost = without(KVM1, KVM3);
        assertThat(lost.possible()).isFalse();
        assertThat(lost.stuck()).singleElement().satisfies(s -> {
            assertThat(s.host()).isEqualTo(KVM1);
            assertThat(s.blockers()).extracting(Finding::code).containsExactly(Codes.POOL_EXHAUSTED);
            assertThat(s.blockers().get(0).network()).contains(RED);
        });
        assertThat(lost.networks().get(0).enough()).isFalse();
        assertThat(lost.bottleneck()).contains(RED);
    }

    @Test
    void anotherWireIsNoPlace() throws GuestnetException {
        String segment = "</source><segment id='%s'/>";
        var replace = org.guestnet.api.DefineOptions.defaults().withReplace(true);
        scene.core.networks().define(KVM1, Scene.POOL.replace("</source>", segment.formatted("red")), replace);
        scene.core.networks().define(KVM2, DrainTest.SLOTS2.replace("</source>", segment.formatted("blue")), replace);
        WhatIf lost = without(KVM1);
        assertThat(lost.stuck()).hasSize(1);
        assertThat(lost.stuck().get(0).blockers())
                .extracting(Finding::code)
                .contains(Codes.SEGMENT_MISMATCH, Codes.POOL_EXHAUSTED);
    }

    @Test
    void aHostThatDoesNotAnswerTakesNobody() throws Exception {
        scene.sim(KVM2).die();
        org.awaitility.Awaitility.await()
                .atMost(Scene.PATIENCE)
                .until(() -> scene.core.hosts().get(KVM2).state() == org.guestnet.api.HostInfo.State.DOWN);
        assertThat(without(KVM1).networks().get(0).free()).isEqualTo(OptionalInt.of(2));
        assertThat(without(KVM1).possible()).isFalse();
    }

    @Test
    void withoutGuestsNothingIsNeeded() throws GuestnetException {
        WhatIf lost = without(KVM2);
        assertThat(lost.possible()).isTrue();
        assertThat(lost.networks()).isEmpty();
        assertThat(lost.bottleneck()).isEmpty();
    }

    @Test
    void hostsAreNamedAndKnown() {
        GuestnetException none = catchThrowableOfType(GuestnetException.class, this::without);
        assertThat(none.code()).isEqualTo(Codes.INVALID_ARGUMENT);
        GuestnetException unknown = catchThrowableOfType(GuestnetException.class, () -> without(new HostName("kvm9")));
        assertThat(unknown.code()).isEqualTo(Codes.HOST_UNKNOWN);
    }
}
