/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.guestnet.core.CoreFixture;
import org.guestnet.model.Claim;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;

/**
 * What holds of a guest on a pool when it was to move between two hosts, whatever became of it. The hosts themselves are asked.
 *
 * @param from where it was
 * @param to where it was to go
 * @param configuration its persistent configuration, with secrets, as it was before
 */
record AfterMove(Lab lab, LabGuest guest, String pool, String from, String to, String configuration) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> LIVE = List.of("running", "paused", "in shutdown");

    /** To be made before the guest moves. */
    static AfterMove of(Lab lab, LabGuest guest, String pool, String from, String to) {
        return new AfterMove(lab, guest, pool, from, to, configuration(lab, guest, from));
    }

    private static String configuration(Lab lab, LabGuest guest, String host) {
        return lab.virsh(host, "dumpxml", "--inactive", "--security-info", guest.name());
    }

    String state(String host) {
        Command.Result state = lab.tryVirsh(host, "domstate", guest.name());
        return state.ok() ? state.output().strip() : "absent";
    }

    /** The host that has the guest alive; there is exactly one. */
    String runsOn() {
        List<String> live =
                Stream.of(from, to).filter(h -> LIVE.contains(state(h))).toList();
        assertThat(live)
                .as("hosts on which %s lives; %s", guest.name(), live.size() == 1 ? "" : log(from) + log(to))
                .hasSize(1);
        return live.get(0);
    }

    private String log(String host) {
        return host + ": " + state(host) + ", "
                + lab.tryExec(host, "tail", "-n", "3", "/var/log/libvirt/qemu/" + guest.name() + ".log")
                        .output();
    }

    /** A guest that ran runs, on the host that the operation says; nothing of it is at the other, and all is as it was. */
    void holds(CoreFixture core, Operation over) throws GuestnetException {
        String here = runsOn();
        assertThat(state(here)).isEqualTo("running");
        assertThat(over.state()).as(over.toString()).isEqualTo(here.equals(to) ? State.DONE : State.UNDONE);
        assertThat(configuration(lab, guest, here)).isEqualTo(configuration);
        Await.until(
                "there is one port at host " + here, PATIENCE, () -> ports(here).size() == 1);
        assertThat(new PoolBooks(lab, here, pool).counted()).isEqualTo(1);
        assertThat(macvtaps(here)).hasSize(1);
        nothingAt(here.equals(to) ? from : to);
        assertThat(core.networks().claims())
                .as(over.toString())
                .extracting(c -> c.claim().key().host(), c -> c.claim().state())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(LibvirtHosts.name(here), Claim.State.BOUND));
        isWell(core);
    }

    /** Neither the guest nor what it had there, whether the network is active or not. */
    void nothingAt(String host) {
        assertThat(lab.virsh(host, "list", "--all", "--name").lines()).doesNotContain(guest.name());
        assertThat(ports(host)).isEmpty();
        assertThat(macvtaps(host)).isEmpty();
        if (isActive(host)) {
            assertThat(new PoolBooks(lab, host, pool).counted()).isZero();
        }
    }

    boolean isActive(String host) {
        return lab.virsh(host, "net-list", "--name").lines().map(String::strip).anyMatch(pool::equals);
    }

    private List<String> ports(String host) {
        return isActive(host) ? new PoolBooks(lab, host, pool).ports() : List.of();
    }

    private List<String> macvtaps(String host) {
        return lab.exec(host, "ip", "-o", "link", "show", "type", "macvtap")
                .lines()
                .toList();
    }

    /** The doctor has nothing to say, at the latest after the next look at the hosts. */
    void isWell(CoreFixture core) {
        AtomicReference<List<Finding>> said = new AtomicReference<>(List.of());
        try {
            Await.until("the doctor is silent", PATIENCE, () -> {
                said.set(doctor(core));
                return said.get().isEmpty();
            });
        } catch (AssertionError e) {
            throw new AssertionError("the doctor says " + said.get(), e);
        }
    }

    private List<Finding> doctor(CoreFixture core) {
        try {
            for (HostName host : List.of(LibvirtHosts.name(from), LibvirtHosts.name(to))) {
                core.hosts().refresh(host);
            }
            return core.networks().doctor(Optional.empty());
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }
}
