/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

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
                .contains("Host[name=box, address=unix:/run/libvirt/sock, hypervisor=lxc]");
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
