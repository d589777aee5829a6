/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.guestnet.api.HostInfo;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.MigrationAddress;
import org.guestnet.model.PeerAddress;
import org.junit.jupiter.api.Test;

class HostCommandsTest {

    private final TestFleet fleet = new TestFleet();
    private final TestShell shell = new TestShell(fleet);

    @Test
    void aHostIsAddedWithItsHypervisor() throws Exception {
        assertThat(shell.run("host:add box unix:/run/libvirt/sock --hypervisor lxc")
                        .code())
                .isZero();
        assertThat(fleet.hosts)
                .extracting(h -> h.host().toString())
                .contains("Host[name=box, address=unix:/run/libvirt/sock, hypervisor=lxc,"
                        + " peerAddress=Optional.empty, migrationAddress=Optional.empty, shellAddress=Optional.empty]");
    }

    private Host known(String name) {
        return fleet.hosts.stream()
                .map(HostInfo::host)
                .filter(h -> h.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aHostHasAddressesForOtherHosts() throws Exception {
        shell.run("host:add box unix:/run/libvirt/sock --peer-address tls://box.lan --migration-address 10.1.0.9");
        assertThat(known("box").peerAddress()).contains(PeerAddress.parse("tls://box.lan"));
        assertThat(known("box").migrationAddress()).contains(new MigrationAddress("10.1.0.9"));
        assertThat(shell.run("host:show box").out()).contains("by tls://box.lan", "at 10.1.0.9");
    }

    @Test
    void onlyWhatIsGivenIsSet() throws Exception {
        shell.run("host:set kvm1 --peer-address tls://kvm1.lan --migration-address 10.1.0.1");
        shell.run("host:set kvm1 --address ssh://root@kvm1.lan");
        Host kvm1 = known("kvm1");
        assertThat(kvm1.address()).isEqualTo(HostAddress.parse("ssh://root@kvm1.lan"));
        assertThat(kvm1.peerAddress()).contains(PeerAddress.parse("tls://kvm1.lan"));
        shell.run("host:set kvm1 --peer-address never");
        assertThat(known("kvm1").peerAddress()).contains(PeerAddress.NEVER);
        assertThat(known("kvm1").peer()).isEmpty();
        shell.run("host:set kvm1 --peer-address none --migration-address none");
        assertThat(known("kvm1"))
                .isEqualTo(new Host(kvm1.name(), HostAddress.parse("ssh://root@kvm1.lan"), kvm1.hypervisor()));
    }

    @Test
    void anAddressThatOtherHostsCannotUseIsRefused() throws Exception {
        TestShell.Result socket = shell.run("host:set kvm1 --peer-address unix:/run/libvirt/sock");
        assertThat(socket.refusal())
                .startsWith("INVALID_ARGUMENT: peer address")
                .contains("--peer-address ssh://");
        assertThat(shell.run("host:set kvm1 --migration-address 10.1.0.1:49152").refusal())
                .startsWith("INVALID_ARGUMENT: migration address");
        assertThat(shell.run("host:set kvm1").refusal()).contains("nothing is to be set");
        assertThat(known("kvm1").peerAddress()).isEmpty();
    }

    @Test
    void aDrainIsOnlyPlannedWhenThatIsAsked() throws Exception {
        TestShell.Result plan = shell.run("host:drain kvm1 --plan --accept LOCAL_SCOPE --parallel 3 --offline");
        assertThat(fleet.called).isEqualTo("plan kvm1 parallel=3 offline=true accepted=[LOCAL_SCOPE]");
        assertThat(plan.out()).contains("web1", "Guest db2 cannot go", "network blue");
        shell.run("host:drain kvm1 --dry-run");
        assertThat(fleet.called).startsWith("plan kvm1 parallel=2 offline=false");
        shell.run("host:drain kvm1");
        assertThat(fleet.called).startsWith("drain kvm1");
    }

    @Test
    void aGuestThatStaysMakesTheExitCodeOne() throws Exception {
        fleet.stay.add(
                Finding.blocker(Codes.POOL_EXHAUSTED, "guest 'web1' stays: no member is free", "net:pool kvm2 red"));
        TestShell.Result drained = shell.run("host:drain kvm1");
        assertThat(drained.code()).isEqualTo(1);
        assertThat(drained.out())
                .contains("Ended: drain host kvm1, 0 of 1 guests")
                .doesNotContain("POOL_EXHAUSTED");
        assertThat(drained.refusal()).startsWith("POOL_EXHAUSTED: guest 'web1' stays");
    }

    @Test
    void aDrainTellsHowFarItIsToPeopleOnly() throws Exception {
        assertThat(shell.run("host:drain kvm1").out())
                .startsWith("migrate guest web1 to kvm2: BEGUN\nmigrate guest web1 to kvm2: DONE\nDone: drain host");
        assertThat(shell.run("host:drain kvm1 -o json").out()).startsWith("{");
    }

    @Test
    void aDrainMovesSomeGuestsAtOnce() throws Exception {
        assertThat(shell.run("host:drain kvm1 --parallel 0").refusal())
                .startsWith("INVALID_ARGUMENT: from 1 to 3 guests are moved at once, not 0");
        assertThat(fleet.called).isEmpty();
    }

    @Test
    void anAddressWithAQueryStringIsRefusedWithARemedy() throws Exception {
        TestShell.Result result = shell.run("host:add box ssh://box?command=reboot");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.refusal())
                .startsWith("INVALID_ARGUMENT: host address 'ssh://box?command=reboot' is not valid")
                .contains("Try: host:add kvm1 ssh://root@kvm1.example.org");
        assertThat(fleet.hosts).hasSize(3);
    }

    @Test
    void aHostThatIsDownSaysWhy() throws Exception {
        assertThat(shell.run("host:show kvm3").out()).contains("DOWN").contains("Reason: connection refused");
    }

    @Test
    void showLooksAtTheHostOnlyWhenAsked() throws Exception {
        shell.run("host:show kvm1");
        assertThat(fleet.called).isEmpty();
        shell.run("host:show kvm1 --refresh");
        assertThat(fleet.called).isEqualTo("refresh kvm1");
    }

    @Test
    void showHasOnlyThatHostsNetworksAndGuests() throws Exception {
        assertThat(shell.run("host:show kvm2").out()).contains("br0", "db1").doesNotContain("kvm1", "web1");
    }

    @Test
    void aHostIsForgotten() throws Exception {
        assertThat(shell.run("host:remove kvm3").out()).contains("remove host kvm3");
        assertThat(fleet.hosts).hasSize(2);
    }

    @Test
    void aHostIsGivenUpOnlyByAnOptionOfItsOwn() throws Exception {
        shell.run("host:remove kvm3");
        assertThat(fleet.called).isEmpty();
        assertThat(shell.run("host:remove --lost kvm2").out()).contains("remove host kvm2");
        assertThat(fleet.called).isEqualTo("lost kvm2");
    }

    @Test
    void anUnknownHostIsRefusedAndNothingElseIsPrinted() throws Exception {
        TestShell.Result result = shell.run("host:remove kvm9");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.refusal()).isEqualTo("HOST_UNKNOWN: no host is called that (host kvm9). Try: host:list");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void noHostsIsSaidWithWhatToDo() throws Exception {
        fleet.hosts.clear();
        assertThat(shell.run("host:list").out())
                .isEqualTo("There are no hosts. Try: host:add kvm1 ssh://root@kvm1.example.org\n");
        assertThat(shell.run("host:list -o json").out()).isEqualTo("[]\n");
        assertThat(shell.run("host:list --no-format").out()).isEmpty();
    }
}
