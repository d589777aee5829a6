/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts that hang, die and come back: the answer comes in time, says what is known, and concerns nobody else. */
@RequiresLab(hosts = 2)
final class BadHostIT {

    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final Duration BOOT = Duration.ofSeconds(30);
    private static final String POOL_OF_ONE = """
            <network type='direct'><name>solo</name>
              <source mode='passthrough'><interface dev='%s'/></source></network>""";
    private static final String SHARED_POOL = """
            <network type='direct'><name>red</name>
              <source mode='bridge'><interface dev='%s'/></source></network>""";

    private static final String BLUE = "<network type='virtual'><name>blue</name></network>";

    private static Lab lab;
    private static Container container;

    @BeforeAll
    static void startContainer(Lab theLab) {
        lab = theLab;
        container = Container.start(lab);
        for (String host : lab.hosts()) {
            guestnet("host:add", host, "unix:" + lab.socketOf(host));
            guestnet(
                    "net:define",
                    host,
                    lab.file(POOL_OF_ONE.formatted(lab.devicesOf(host).get(0))));
            guestnet(
                    "net:define",
                    host,
                    lab.file(SHARED_POOL.formatted(lab.devicesOf(host).get(1))));
        }
    }

    @AfterAll
    static void stopContainer() {
        if (container != null) {
            container.close();
        }
    }

    @BeforeEach
    void allHostsAreUp() {
        lab.hosts().forEach(BadHostIT::awaitUp);
    }

    @AfterEach
    void nothingIsLeft() {
        for (String host : lab.hosts()) {
            lab.thaw(host);
            lab.virsh(host, "list", "--name").lines().forEach(guest -> lab.virsh(host, "destroy", guest));
            lab.virsh(host, "list", "--all", "--name").lines().forEach(guest -> lab.virsh(host, "undefine", guest));
        }
        Await.until(
                "no claim is left",
                AT_MOST,
                () -> guestnet("net:claims", "-o", "json").strip().equals("[]"));
        for (String host : lab.hosts()) {
            for (String network : lab.virsh(host, "net-list", "--name").lines().toList()) {
                assertThat(lab.virsh(host, "net-port-list", network.strip())
                                .lines()
                                .skip(2))
                        .as("ports")
                        .isEmpty();
            }
        }
    }

    @Test
    void aHostThatHangsTimesOutKeepsItsClaimsUncertainAndIsCertainAgainSoonAfterItAnswers() {
        lab.define("A", LabGuest.empty("held").on("solo"));
        guestnet("guest:start", "held");
        lab.freeze("A");

        lab.define("B", LabGuest.empty("elsewhere").on("solo"));
        guestnet("host:show", "B", "--refresh");
        Command.Result answer = inTime("guest:stop", "held", "--destroy");
        assertThat(answer.ok()).isFalse();
        assertThat(answer.output())
                .containsPattern("(HOST_TIMEOUT|HOST_DOWN|UNCERTAIN):")
                .contains("host A")
                .contains("Try: ");
        Await.until(
                "A is seen to be down",
                AT_MOST.plusSeconds(20),
                () -> stateOf("A").equals("DOWN"));
        assertThat(guestnet("net:claims")).containsPattern("A .*held.*UNCERTAIN");

        Command.Result other = inTime("guest:start", "elsewhere");
        assertThat(other.orFail()).isNotNull();

        lab.thaw("A");
        Await.until(
                "the claim is certain again",
                AT_MOST,
                () -> !guestnet("net:claims").contains("UNCERTAIN"));
        assertThat(stateOf("A")).isEqualTo("UP");
    }

    @Test
    void aGuestStartedOnAHostThatHangsLeavesNoClaimWhenTheHostIsBackAndTheGuestIsNot() {
        lab.define("A", LabGuest.empty("late").on("solo"));
        Await.until("the guest is seen", AT_MOST, () -> guestnet("guest:list").contains("late"));
        lab.freeze("A");
        Command.Result answer = inTime("guest:start", "late");
        assertThat(answer.ok()).isFalse();
        assertThat(answer.output())
                .containsPattern("(HOST_TIMEOUT|HOST_DOWN|UNCERTAIN):")
                .contains("Try: ");
        lab.thaw("A");
        Await.until("claims are as the guest is", AT_MOST, this::claimsOfLateAreTrue);
    }

    private boolean claimsOfLateAreTrue() {
        boolean runs = lab.virsh("A", "domstate", "late").equals("running");
        String claims = guestnet("net:claims");
        return !claims.contains("UNCERTAIN") && runs == claims.contains("BOUND");
    }

    static Stream<List<String>> changes() {
        return Stream.of(
                List.of("net:define", "A", "blue.xml"),
                List.of("net:define", "A", "red.xml", "--replace"),
                List.of("net:start", "A", "red"),
                List.of("net:undefine", "A", "red"),
                List.of("guest:migrate", "roamer", "A"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatIsAskedOfAHostThatHangsIsRefusedInTimeAndLeavesNothingHalfDone(List<String> asked) {
        startRoamerOnB();
        String blue = lab.file(BLUE);
        String otherRed = lab.file(SHARED_POOL.formatted(lab.devicesOf("A").get(2)));
        String before = lab.virsh("A", "net-list", "--all");
        String red = lab.virsh("A", "net-dumpxml", "--inactive", "red");
        String[] command = asked.stream()
                .map(word -> word.replace("blue.xml", blue).replace("red.xml", otherRed))
                .toArray(String[]::new);
        lab.freeze("A");

        Command.Result answer = inTime(command);

        assertThat(answer.ok()).isFalse();
        assertThat(answer.output())
                .containsPattern("(HOST_TIMEOUT|HOST_DOWN|UNCERTAIN):")
                .contains("host A")
                .contains("Try: ");
        lab.thaw("A");
        awaitUp("A");
        Await.until("nothing is uncertain", AT_MOST, BadHostIT::isSettled);
        assertThat(lab.virsh("A", "net-list", "--all")).isEqualTo(before);
        assertThat(lab.virsh("A", "net-dumpxml", "--inactive", "red")).isEqualTo(red);
        assertThat(lab.virsh("A", "list", "--all", "--name")).isEmpty();
        assertThat(lab.virsh("B", "domstate", "roamer")).isEqualTo("running");
    }

    private static void startRoamerOnB() {
        lab.define("B", LabGuest.empty("roamer").on("red"));
        Await.until("the guest is seen", AT_MOST, () -> guestnet("guest:list").contains("roamer"));
        guestnet("guest:start", "roamer");
    }

    private static boolean isSettled() {
        String operations = guestnet("op:list", "-o", "json");
        return !operations.contains("\"state\":\"UNCERTAIN\"") && !operations.contains("\"state\":\"RUNNING\"");
    }

    @Test
    void aHostThatHangsIsNoCandidateAndIsAddedAllTheSameInTime() {
        startRoamerOnB();
        lab.freeze("A");
        Await.until(
                "A is seen to be down",
                AT_MOST.plusSeconds(20),
                () -> stateOf("A").equals("DOWN"));
        assertThat(inTime("guest:candidates", "roamer", "--all").orFail()).containsPattern("A +\\| no .*HOST_DOWN");
        try {
            assertThat(inTime("host:add", "containers", "unix:" + lab.socketOf("A"), "--hypervisor", "lxc")
                            .orFail())
                    .containsPattern("containers .*DOWN");
            lab.thaw("A");
            awaitUp("containers");
        } finally {
            guestnet("host:remove", "containers");
        }
    }

    @Test
    void aDaemonThatDiedIsDownAtOnceAndUpSoonAfterItReturned() {
        lab.libvirtd("A", "kill");
        Await.until("A is seen to be down", AT_MOST, () -> stateOf("A").equals("DOWN"));
        lab.define("B", LabGuest.empty("elsewhere").on("solo"));
        guestnet("host:show", "B", "--refresh");
        inTime("guest:start", "elsewhere").orFail();
        lab.libvirtd("A", "start");
        awaitUp("A");
    }

    @Test
    void aDestinationThatDiesInTheMiddleOfAMigrationLeavesTheGuestRunningWhereItWas() {
        LabGuest guest = LabGuest.linux("mover", lab.guestAddress(1)).on("red");
        lab.define("A", guest);
        guestnet("host:show", "A", "--refresh");
        guestnet("guest:start", "mover");
        try (Pinger pinger = lab.ping(lab.guestAddress(1))) {
            pinger.awaitReplies(5, BOOT);
            // so slow that the migration cannot end by itself
            lab.exec(
                    "fab", "tc", "qdisc", "add", "dev", "B.eth0", "root", "tbf", "rate", "4mbit", "burst", "32kb",
                    "latency", "400ms");
            CompletableFuture<Command.Result> migration =
                    CompletableFuture.supplyAsync(() -> container.guestnet("guest:migrate", "mover", "B"));
            Await.until(
                    "B receives the guest",
                    BOOT,
                    () -> lab.virsh("B", "list", "--name").contains("mover"));
            lab.powerOff("B");
            Command.Result answer = migration
                    .orTimeout(AT_MOST.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                    .join();
            assertThat(answer.ok()).isFalse();
            assertThat(answer.output()).contains("host B").contains("Try: ");
            assertThat(lab.virsh("A", "domstate", "mover")).isEqualTo("running");
            pinger.awaitReplies(5, AT_MOST);
        }
        lab.powerOn("B");
        awaitUp("B");
        assertThat(lab.virsh("B", "list", "--all", "--name")).isEmpty();
        guestnet("guest:migrate", "mover", "B");
        assertThat(lab.virsh("B", "domstate", "mover")).isEqualTo("running");
    }

    private static void awaitUp(String host) {
        Await.until(host + " is up", AT_MOST, () -> stateOf(host).equals("UP"));
    }

    private static String stateOf(String host) {
        return guestnet("host:list", "--no-format")
                .lines()
                .map(line -> line.split("\t"))
                .filter(cells -> cells[0].strip().equals(host))
                .map(cells -> cells[3].strip())
                .findFirst()
                .orElseThrow();
    }

    private static String guestnet(String... command) {
        return container.guestnet(command).orFail();
    }

    private static Command.Result inTime(String... command) {
        long start = System.nanoTime();
        Command.Result answer = container.guestnet(command);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(answer.output())
                .isLessThan(AT_MOST.plusMillis(500));
        return answer;
    }
}
