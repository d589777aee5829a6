/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The assembled container is killed with SIGKILL while libvirt starts a guest for it; started again, it settles what it had begun. */
@RequiresLab(hosts = 1)
final class ContainerKillIT {

    private static final String HOST = "A";
    private static final Duration LONG = Duration.ofSeconds(90);

    /** The second guest is to join the first, where libvirt would give it the other member: its start is steered. */
    private static final String POOL = """
            <network type='direct'><name>red</name><source mode='bridge' strategy='fill'>
              <interface dev='%s' maxConnections='2'/><interface dev='%s' maxConnections='2'/></source></network>""";

    /** libvirt calls it before it starts QEMU, and waits; the guest starts if it ends with 0. */
    private static final String HOOK = """
            #!/bin/sh
            [ "$1 $2" != "first start" ] && [ "$2" = start ] || exit 0
            touch /run/hook-called
            while [ ! -e /run/hook-answer ]; do sleep 0.1; done
            exit "$(cat /run/hook-answer)"
            """;

    private static Lab lab;
    private static Container container;

    @BeforeAll
    static void startContainer(Lab theLab) {
        lab = theLab;
        String hook =
                "mkdir -p /etc/libvirt/hooks && cp \"$1\" /etc/libvirt/hooks/qemu && chmod 755 /etc/libvirt/hooks/qemu";
        lab.exec(HOST, "sh", "-c", hook, "sh", lab.file(HOOK));
        lab.libvirtd(HOST, "restart"); // it looks for hooks when it starts
        List<String> devices = lab.devicesOf(HOST);
        container = Container.start(lab);
        guestnet("host:add", HOST, "unix:" + lab.socketOf(HOST));
        guestnet("net:define", HOST, lab.file(POOL.formatted(devices.get(0), devices.get(1))));
        lab.define(HOST, LabGuest.empty("first").on("red"));
        guestnet("host:show", HOST, "--refresh");
        guestnet("guest:start", "first");
    }

    @AfterAll
    static void stopContainer() {
        if (container != null) {
            container.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"starts,0,DONE", "does-not-start,1,UNDONE"})
    void aStartUnderWayIsSettledByTheNextContainer(String name, String answer, String state) throws Exception {
        lab.define(HOST, LabGuest.empty(name).on("red"));
        guestnet("host:show", HOST, "--refresh");
        CompletableFuture<Command.Result> start =
                CompletableFuture.supplyAsync(() -> container.guestnet("guest:start", name), Threads.each());
        Await.until("libvirt starts the guest", LONG, () -> isThere("/run/hook-called"));
        container.kill();
        assertThat(start.get(LONG.toSeconds(), TimeUnit.SECONDS).ok()).isFalse();
        lab.exec(HOST, "sh", "-c", "echo " + answer + " >/run/hook-answer");
        Await.until(
                "libvirt has done with the guest",
                LONG,
                () -> lab.virsh(HOST, "domstate", name).equals(state.equals("DONE") ? "running" : "shut off"));

        container.start();
        Await.until("the operation is over", LONG, () -> isOver(name, state));
        Await.until(
                "the doctor has nothing to say",
                LONG,
                () -> guestnet("net:doctor", "-o", "json").strip().equals("[]"));
        assertHaveSlots(state.equals("DONE") ? List.of("first", name) : List.of("first"));
        lab.tryVirsh(HOST, "destroy", name);
        Await.until("its claim is freed", LONG, () -> !claims().contains(name));
        assertHaveSlots(List.of("first"));
        lab.exec(HOST, "rm", "/run/hook-called", "/run/hook-answer");
    }

    /** At the first member, by claims and by ports: no blocker is left. */
    private static void assertHaveSlots(List<String> guests) {
        assertThat(claims().lines()).hasSameSizeAs(guests);
        for (String guest : guests) {
            assertThat(claims()).containsOnlyOnce(guest);
            assertThat(lab.virsh(HOST, "dumpxml", guest))
                    .contains("dev='" + lab.devicesOf(HOST).get(0) + "'");
        }
        assertThat(lab.virsh(HOST, "net-port-list", "red", "--uuid").lines().filter(l -> !l.isBlank()))
                .hasSameSizeAs(guests);
    }

    private static String claims() {
        return guestnet("net:claims", "--no-format").strip();
    }

    private static boolean isThere(String file) {
        return lab.tryExec(HOST, "test", "-e", file).ok();
    }

    private static boolean isOver(String guest, String state) {
        return guestnet("op:list", "--no-format")
                .lines()
                .anyMatch(l -> l.contains("GUEST_START") && l.contains(guest) && l.contains("\t" + state));
    }

    private static String guestnet(String... command) {
        return container.guestnet(command).orFail();
    }
}
