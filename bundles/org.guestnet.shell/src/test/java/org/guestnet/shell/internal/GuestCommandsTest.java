/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.console.Terminal;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestCommandsTest {

    private final TestFleet fleet = new TestFleet();
    private final TestShell shell = new TestShell(fleet);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "guest:start db1; GUEST_START db1",
                "guest:start db1 --host kvm2; GUEST_START db1 on kvm2",
                "guest:start --dry-run db1; GUEST_START db1 dry",
                "guest:stop web1; GUEST_STOP web1 SHUTDOWN",
                "guest:stop web1 --destroy --host=kvm1 --dry-run; GUEST_STOP web1 on kvm1 DESTROY dry",
                "guest:attach web1 red; GUEST_ATTACH web1 red APPLICABLE virtio",
                "guest:attach web1 red --mac 52:54:00:00:00:09 --model e1000e --portgroup gold --live --host kvm1; "
                        + "GUEST_ATTACH web1 on kvm1 red LIVE e1000e 52:54:00:00:00:09 gold",
                "guest:attach --config web1 red --accept MAC_IN_USE --dry-run; "
                        + "GUEST_ATTACH web1 red CONFIG virtio MAC_IN_USE dry",
                "guest:detach web1 52:54:00:00:00:01; GUEST_DETACH web1 52:54:00:00:00:01 APPLICABLE",
                "guest:detach web1 52:54:00:00:00:01 --live --config; GUEST_DETACH web1 52:54:00:00:00:01 APPLICABLE",
                "guest:detach web1 52:54:00:00:00:01 --live --host kvm1; GUEST_DETACH web1 on kvm1 52:54:00:00:00:01 LIVE",
                "guest:move-nic web1 52:54:00:00:00:01 blue; GUEST_MOVE_NIC web1 52:54:00:00:00:01 to blue",
                "guest:move-nic web1 52:54:00:00:00:01 blue --portgroup gold --replug --dry-run; "
                        + "GUEST_MOVE_NIC web1 52:54:00:00:00:01 to blue gold replug dry",
                "guest:resolve web1 --host kvm2; resolve web1 on kvm2",
                "guest:migrate web1 kvm2; migrate web1 to kvm2 accepting []",
                "guest:migrate web1 kvm2 --from kvm1 --dry-run; migrate web1 to kvm2 from kvm1 accepting [] dry",
                "guest:migrate --accept A web1 kvm2; migrate web1 to kvm2 accepting [A]",
                "guest:migrate web1 kvm2 --accept B --accept A; migrate web1 to kvm2 accepting [A, B]",
                "guest:migrate --accept A web1 kvm2 --accept B; migrate web1 to kvm2 accepting [A, B]",
                "guest:migrate web1 kvm2 --offline; migrate web1 to kvm2 accepting [] offline",
                "guest:migrate --tls web1 kvm2 --postcopy; migrate web1 to kvm2 accepting [] tls postcopy",
                "guest:migrate web1 kvm2 --auto-converge --copy-storage;"
                        + " migrate web1 to kvm2 accepting [] auto-converge copy-storage",
                "guest:migrate --bandwidth 100 web1 kvm2 --max-downtime=500 --timeout 90;"
                        + " migrate web1 to kvm2 accepting [] within PT1M30S 100 MiB/s downtime PT0.5S",
                "op:abort 0f1e2d3c; abort 0f1e2d3c",
            })
    void aVerbIsOneCall(String line, String call) throws Exception {
        assertThat(shell.run(line)).extracting(TestShell.Result::code).isEqualTo(0);
        assertThat(fleet.called).isEqualTo(call);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "guest:start db1 --nonsense; option '--nonsense' is not known",
                "guest:start db1 kvm2; 'kvm2' is one argument too many",
                "guest:start db1 --host; option --host needs a value",
                "guest:start db1 --host a/b; host name 'a/b' is not valid",
                "guest:start a/b; guest name 'a/b' is not valid",
                "guest:list a/b; network name 'a/b' is not valid",
                "guest:resolve web1; no host is given",
                "guest:detach web1 web2; MAC address 'web2' is not valid",
                "guest:attach web1 red --mac 01:00:5e:00:00:01; it is multicast",
                "guest:attach web1 red --model a/b; the model 'a/b' is not a name",
                "guest:move-nic web1 52:54:00:00:00:01 blue red; 'red' is one argument too many",
                "guest:list red -o yaml; output 'yaml' is not known",
                "op:list -n 0; -n 0 is less than 1",
                "guest:candidates web1 --best 0; --best is 1 to 2147483647, not 0",
                "op:show zzz; OPERATION_UNKNOWN",
                "guest:migrate web1 kvm2 --timeout 0; --timeout is 1 to 2592000, not 0",
                "guest:migrate web1 kvm2 --timeout soon; --timeout is a whole number, not 'soon'",
                "guest:migrate --bandwidth -5 web1 kvm2; --bandwidth is 1 to 16777216, not -5",
                "guest:migrate web1 kvm2 --max-downtime 3000000; --max-downtime is 1 to 2000000, not 3000000",
            })
    void whatMakesNoSenseIsRefusedWithARemedyAndNothingIsDone(String line, String message) throws Exception {
        TestShell.Result result = shell.run(line);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.refusal()).contains(message).contains("Try: ");
        assertThat(fleet.called).isEmpty();
    }

    @Test
    void guestsAreThoseOfTheNetworkThatIsNamed() throws Exception {
        assertThat(shell.run("guest:list red").out()).contains("web1").doesNotContain("db1");
    }

    @Test
    void candidatesAreTheEligibleUnlessAllAreAskedFor() throws Exception {
        assertThat(shell.run("guest:candidates web1").out())
                .contains("kvm2", "Hosts that cannot: 1 (NETWORK_MISSING: 1)")
                .doesNotContain("kvm3");
        assertThat(shell.run("guest:candidates web1 --all").out())
                .contains("kvm3", "NETWORK_MISSING")
                .doesNotContain("Hosts that cannot", "Try:");
        assertThat(shell.run("guest:candidates web1 --explain").out()).contains("Try: net:define kvm3 FILE");
        assertThat(shell.run("guest:candidates web1 -o json").out()).contains("\"kvm3\"");
    }

    @Test
    void noEligibleHostIsSaid() throws Exception {
        fleet.candidates.remove(0);
        assertThat(shell.run("guest:candidates web1").out()).startsWith("No host can take it.\nHosts that cannot: 1");
        fleet.candidates.clear();
        assertThat(shell.run("guest:candidates web1").out()).isEqualTo("There is no other host.\n");
    }

    @Test
    void aMigrationIsReportedWithItsInterfaces() throws Exception {
        assertThat(shell.run("guest:migrate web1 kvm2").out())
                .startsWith("Done: migrate guest web1 from kvm1 to kvm2 (operation 0f1e2d3c, 1.5 s).")
                .contains("direct eth1 vepa", "bridge br0");
    }

    @Test
    void aRefusedMigrationSaysWhatToAccept() throws Exception {
        fleet.refusal = Finding.consent(Codes.LOCAL_SCOPE, "another wire", "--accept LOCAL_SCOPE");
        TestShell.Result result = shell.run("guest:migrate web1 kvm2");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.refusal()).isEqualTo("LOCAL_SCOPE: another wire. Try: --accept LOCAL_SCOPE");
    }

    @Test
    void progressIsLinesWithoutATerminal() throws Exception {
        fleet.whileMigrating = () -> awaitQuietly(1500);
        assertThat(shell.run("guest:migrate web1 kvm2").out()).startsWith("copy memory 60 %, 40 MiB left\nDone: ");
    }

    @Test
    void progressDoesNotDisturbAProgram() throws Exception {
        fleet.whileMigrating = () -> awaitQuietly(1500);
        assertThat(shell.run("guest:migrate web1 kvm2 -o json").out())
                .startsWith("{")
                .doesNotContain("copy memory");
    }

    @Test
    void progressIsOneLineThatChangesOnATerminal() throws Exception {
        shell.session.terminal = terminal();
        fleet.whileMigrating = () -> awaitQuietly(600);
        assertThat(shell.run("guest:migrate web1 kvm2").out())
                .startsWith("\r\u001b[Kcopy memory 60 %, 40 MiB left\r\u001b[KDone: ");
    }

    /** A migration that lasts for some time: nobody ever counts the latch down. */
    private static void awaitQuietly(long milliseconds) {
        try {
            assertThat(new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS))
                    .isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its being there is all that is asked of it. */
    private static Terminal terminal() {
        return (Terminal) Proxy.newProxyInstance(
                Terminal.class.getClassLoader(), new Class<?>[] {Terminal.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void theOptionsThatApplyAreShownBelowTheInterfacesAndInJson() throws Exception {
        XmlElement vlan = XmlElement.of("vlan").with(XmlElement.of("tag").with("id", "7"));
        ResolvedInterface plain = fleet.resolved.remove(0);
        fleet.resolved.add(new ResolvedInterface(
                plain.mac(),
                plain.network(),
                plain.type(),
                plain.plug(),
                plain.by(),
                plain.findings(),
                List.of(vlan, XmlElement.of("port").with("isolated", "yes"))));
        assertThat(shell.run("guest:resolve web1 --host kvm2").out())
                .contains("52:54:00:00:00:01 gets <vlan><tag id='7'/></vlan> <port isolated='yes'/>");
        assertThat(shell.run("guest:resolve web1 --host kvm2 -o json").out())
                .contains("\"<vlan><tag id='7'/><\\/vlan>\"");
    }
}
