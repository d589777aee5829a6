/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several interfaces, or several guests, that want members of one pool. */
class SharedPoolTest {

    private static final String POOL_OF_ONE = EXCLUSIVE.replace("<interface dev='ens1f1'/>", "");
    private static final String LIMITED = "<network type='direct'><name>red-network</name><source mode='bridge'>"
            + "<interface dev='ens1f0' maxConnections='1'/><interface dev='ens1f1' maxConnections='2'/></source></network>";

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private UUID guestWithTwoInterfaces(String name, int number) throws GuestnetException {
        UUID uuid = scene.guest(KVM1, name, number);
        String domain = Scene.domain(name, uuid, number);
        String nic = domain.substring(domain.indexOf("<interface"), domain.indexOf("<graphics"));
        String second = nic.replace("52:54:00:00:01", "52:54:00:00:02");
        scene.on(KVM1, s -> s.defineGuest(domain.replace(nic, nic + second)));
        scene.core.hosts().refresh(KVM1);
        return uuid;
    }

    private List<String> devices(UUID guest) {
        return scene.report(KVM1, guest).map(GuestReport::live).orElseThrow().stream()
                .map(n -> n.plug().orElseThrow().device().orElseThrow().value())
                .toList();
    }

    @Test
    void aGuestWithTwoInterfacesGetsTwoMembersOfAnExclusivePool() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        UUID web1 = guestWithTwoInterfaces("web1", 1);
        assertThat(scene.start("web1").state()).isEqualTo(State.DONE);
        assertThat(devices(web1)).containsExactlyInAnyOrder("ens1f0", "ens1f1");
        assertThat(scene.store.claims()).hasSize(2).allMatch(c -> c.state() == Claim.State.BOUND);
    }

    @Test
    void aGuestWithTwoInterfacesTakesNothingOfAPoolThatHasOneMemberLeft() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        scene.guest(KVM1, "web1", 1);
        UUID web2 = guestWithTwoInterfaces("web2", 2);
        scene.start("web1");
        GuestnetException e = catchThrowableOfType(GuestnetException.class, () -> scene.start("web2"));
        assertThat(e.code()).isEqualTo(Codes.POOL_EXHAUSTED);
        assertThat(scene.store.claims()).hasSize(1);
        assertThat(scene.ports(KVM1)).isEqualTo(1);
        assertThat(scene.runs(KVM1, web2)).isFalse();
    }

    @Test
    void noMemberTakesMoreThanItsLimitWhenOneGuestHasTwoInterfaces() throws GuestnetException {
        scene.define(KVM1, LIMITED);
        UUID web1 = scene.guest(KVM1, "web1", 1);
        UUID web2 = guestWithTwoInterfaces("web2", 2);
        scene.sim(KVM1).setLink(new DeviceName("ens1f0"), false);
        scene.core.hosts().refresh(KVM1);
        scene.start("web1");
        assertThat(devices(web1)).containsExactly("ens1f1");
        scene.sim(KVM1).setLink(new DeviceName("ens1f0"), true);
        scene.core.hosts().refresh(KVM1);
        scene.start("web2");
        assertThat(devices(web2)).containsExactlyInAnyOrder("ens1f0", "ens1f1");
        assertThat(scene.store.claims()).as("each interface keeps its slot").hasSize(3);
        assertThat(scene.noBlockers()).isTrue();
    }

    @Test
    void ofTwoGuestsThatStartAtOneMomentExactlyOneGetsTheOnlyMember() throws Exception {
        scene.define(KVM1, POOL_OF_ONE);
        List<UUID> guests = List.of(scene.guest(KVM1, "web1", 1), scene.guest(KVM1, "web2", 2));
        CyclicBarrier barrier = new CyclicBarrier(2);
        List<Optional<GuestnetException>> ends = together(started("web1", barrier), started("web2", barrier));
        assertThat(ends.stream().filter(Optional::isEmpty)).hasSize(1);
        assertThat(ends.stream().flatMap(Optional::stream))
                .extracting(GuestnetException::code)
                .containsExactly(Codes.POOL_EXHAUSTED);
        assertThat(guests.stream().filter(g -> scene.runs(KVM1, g))).hasSize(1);
        assertThat(scene.store.claims()).hasSize(1);
        assertThat(scene.ports(KVM1)).isEqualTo(1);
        assertThat(scene.store.open()).isEmpty();
    }

    private Callable<Optional<GuestnetException>> started(String guest, CyclicBarrier barrier) {
        return () -> {
            barrier.await(Scene.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return Optional.ofNullable(catchThrowableOfType(GuestnetException.class, () -> scene.start(guest)));
        };
    }

    private static <T> List<T> together(Callable<T> one, Callable<T> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(List.of(one, other))) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
