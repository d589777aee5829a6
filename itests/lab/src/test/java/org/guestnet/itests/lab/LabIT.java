/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lab itself: its hosts are real, differ as they should, and carry packets. */
@RequiresLab(hosts = 2)
final class LabIT {

    private static final Duration BOOT = Duration.ofSeconds(30);

    private final Lab lab;

    LabIT(Lab lab) {
        this.lab = lab;
    }

    @AfterEach
    void removeEverything() {
        for (String host : lab.hosts()) {
            lab.virsh(host, "list", "--name").lines().forEach(guest -> lab.virsh(host, "destroy", guest));
            lab.virsh(host, "list", "--all", "--name").lines().forEach(guest -> lab.virsh(host, "undefine", guest));
            lab.virsh(host, "net-list", "--name").lines().forEach(net -> lab.virsh(host, "net-destroy", net));
            lab.virsh(host, "net-list", "--all", "--name").lines().forEach(net -> lab.virsh(host, "net-undefine", net));
        }
    }

    @Test
    void noDeviceForGuestsIsCalledTheSameOnTwoHosts() {
        assertThat(lab.devicesOf("A")).hasSize(4).doesNotContainAnyElementsOf(lab.devicesOf("B"));
        assertThat(lab.exec("B", "ls", "/sys/class/net")).contains(lab.devicesOf("B"));
    }

    @Test
    void everyHostHasADefaultRouteSoThatAnOpenTunnelWouldShow() {
        assertThat(lab.exec("A", "ip", "route", "show", "default"))
                .contains("default via")
                .contains("eth0");
    }

    @Test
    void hostsReachEachOtherBySshAndTls() {
        String other = lab.nameOf("B");
        assertThat(lab.exec("A", "ssh", other, "hostname")).isEqualTo(other);
        assertThat(lab.exec("A", "virsh", "-c", "qemu+tls://" + other + "/system", "hostname"))
                .isEqualTo(other);
    }

    @Test
    void aGuestOnANatNetworkAnswersItsHost() {
        lab.network("A", """
                <network><name>inner</name><forward mode='nat'/><bridge stp='off' delay='0'/>
                  <ip address='192.168.150.1' netmask='255.255.255.0'/></network>""");
        LabGuest guest = LabGuest.linux("natted", "192.168.150.10/24").on("inner");
        lab.start("A", guest);
        Await.until("the guest answers its host", BOOT, () -> reaches("A", "192.168.150.10"));
    }

    private boolean reaches(String host, String address) {
        return lab.exec(host, "sh", "-c", "ping -c 1 -W 1 " + address + " >/dev/null && echo yes || echo no")
                .equals("yes");
    }

    @Test
    void aGuestMigratesFromAMacvtapPoolToABridgeAndAnswersAllTheWhile() {
        lab.network("A", """
                <network><name>red</name><forward mode='bridge'><interface dev='ens1f0'/><interface dev='ens1f1'/></forward></network>""");
        lab.exec(
                "B",
                "sh",
                "-c",
                "ip link add br0 type bridge && ip link set enp5s0f3 master br0 && ip link set br0 up");
        lab.network("B", "<network><name>red</name><forward mode='bridge'/><bridge name='br0'/></network>");
        LabGuest guest = LabGuest.linux("web", lab.guestAddress(1)).on("red");
        lab.start("A", guest);
        try (Pinger pinger = lab.ping(lab.guestAddress(1))) {
            pinger.awaitReplies(10, BOOT);
            pinger.reset();
            lab.exec(
                    "A",
                    "virsh",
                    "migrate",
                    "--live",
                    "--p2p",
                    "--persistent",
                    "--undefinesource",
                    "web",
                    "qemu+tcp://" + lab.nameOf("B") + "/system");
            pinger.awaitReplies(20, BOOT);
            System.out.println("longest gap over the migration: " + pinger.longestGap());
            assertThat(pinger.longestGap()).isLessThan(Duration.ofSeconds(1));
        }
        assertThat(lab.virsh("B", "domstate", "web")).isEqualTo("running");
        assertThat(lab.virsh("A", "list", "--all", "--name")).isEmpty();
    }

    @Test
    void aKilledDaemonLeavesItsGuestRunning() {
        lab.start("B", LabGuest.empty("survivor"));
        lab.libvirtd("B", "kill");
        assertThat(lab.tryVirsh("B", "list").ok()).isFalse();
        lab.libvirtd("B", "start");
        assertThat(lab.virsh("B", "domstate", "survivor")).isEqualTo("running");
    }

    @Test
    void aFrozenDaemonDoesNotAnswerUntilItIsThawed() {
        lab.freeze("B");
        String answer = lab.exec(
                "fab",
                "sh",
                "-c",
                "timeout 1 virsh -c 'qemu:///system?socket=" + lab.socketOf("B") + "' hostname; echo $?");
        assertThat(answer).isEqualTo("124");
        lab.thaw("B");
        assertThat(lab.virsh("B", "hostname")).isEqualTo(lab.nameOf("B"));
    }

    @Test
    void aHostThatLostItsPowerForgetsItsGuestsButNotItsDefinitions() {
        lab.start("B", LabGuest.empty("kept"));
        lab.powerOff("B");
        assertThat(lab.tryVirsh("B", "list").ok()).isFalse();
        lab.powerOn("B");
        assertThat(lab.virsh("B", "domstate", "kept")).isEqualTo("shut off");
    }
}
