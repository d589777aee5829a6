/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.guestnet.model.Operation;
import org.junit.jupiter.api.Test;

class CompletionTest {

    private final TestFleet fleet = new TestFleet();
    private final TestShell shell = new TestShell(fleet);

    @Test
    void namesOfHostsNetworksAndGuestsComplete() {
        assertThat(shell.complete("host:show ")).containsExactly("kvm1", "kvm2", "kvm3");
        assertThat(shell.complete("net:show r")).containsExactly("red");
        assertThat(shell.complete("net:start kvm1 ")).containsExactly("red");
        assertThat(shell.complete("guest:start w")).containsExactly("web1");
        assertThat(shell.complete("guest:migrate web1 kvm")).containsExactly("kvm1", "kvm2", "kvm3");
    }

    @Test
    void interfacesAreThoseOfTheGuestThatIsNamed() {
        assertThat(shell.complete("guest:detach web1 ")).containsExactly("52:54:00:00:00:01");
        assertThat(shell.complete("guest:move-nic db1 52")).containsExactly("52:54:00:00:00:02");
        assertThat(shell.complete("guest:move-nic db1 52:54:00:00:00:02 ")).containsExactly("red");
        assertThat(shell.complete("guest:attach web1 ")).containsExactly("red");
    }

    @Test
    void idsOfOperationsComplete() {
        assertThat(shell.complete("op:show ")).containsExactly("0f1e2d3c");
    }

    @Test
    void onlyOperationsThatHaveNotEndedCompleteToBeGivenUp() {
        assertThat(shell.complete("op:abort ")).isEmpty();
        fleet.operations.replaceAll(o -> o.in(Operation.State.RUNNING));
        assertThat(shell.complete("op:abort ")).containsExactly("0f1e2d3c");
    }

    @Test
    void codesThatTheGuestWouldHaveToAcceptComplete() {
        assertThat(shell.complete("guest:migrate web1 kvm2 --accept ")).containsExactly("LOCAL_SCOPE");
        fleet.candidates.clear();
        assertThat(shell.complete("guest:migrate web1 kvm2 --accept ")).isEmpty();
        assertThat(shell.complete("guest:migrate --accept ")).containsExactly("LOCAL_SCOPE");
    }

    @Test
    void hostsCompleteAsValuesOfOptions() {
        assertThat(shell.complete("guest:resolve web1 --host ")).containsExactly("kvm1", "kvm2", "kvm3");
        assertThat(shell.complete("guest:migrate web1 kvm2 --from ")).contains("kvm1");
        assertThat(shell.complete("net:what-if --without ")).containsExactly("kvm1", "kvm2", "kvm3");
        assertThat(shell.complete("host:set kvm1 --peer-address s")).containsExactly("ssh://", "sim:");
        assertThat(shell.complete("host:drain kvm1 --accept ")).containsExactly("LOCAL_SCOPE");
    }

    @Test
    void optionsCompleteBehindTheNames() {
        assertThat(shell.complete("net:define kvm1 red.xml --")).contains("--dry-run", "--replace", "--output");
        assertThat(shell.complete("guest:stop web1 --d")).containsExactly("--destroy", "--dry-run");
    }

    @Test
    void formsOfTheOutputAndAddressesComplete() {
        assertThat(shell.complete("net:list -o ")).containsExactly("json", "table");
        assertThat(shell.complete("host:add kvm9 s")).containsExactly("ssh://", "sim:");
        assertThat(shell.complete("host:add kvm9 sim:x --hypervisor ")).containsExactly("lxc", "qemu");
    }

    @Test
    void aNameWithABlankIsQuoted() {
        fleet.networks.replaceAll(n -> new org.guestnet.api.NetworkSummary(
                new org.guestnet.model.NetworkName("my net"),
                n.segment(),
                n.hosts(),
                n.active(),
                n.drift(),
                n.errors(),
                n.guests(),
                n.free(),
                n.capacity(),
                n.types()));
        assertThat(shell.complete("net:show ")).containsExactly("'my net'");
    }
}
