/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A question to a shell: what is asked, and how it ends. */
@Timeout(20)
final class HostShellTest {

    private static final Credentials NONE = Credentials.of("", "", "");

    private static HostShell shell(String script) {
        return new HostShell(List.of("sh", "-c", script));
    }

    @Test
    void theQuestionIsConstantAndGoesTheWayOfTheSession() {
        List<String> command = SshCommand.of(HostAddress.parse("ssh://ops@kvm1"), NONE, HostShell.LIST_LINKS);
        assertThat(command.subList(command.indexOf("-l"), command.size()))
                .containsExactly("-l", "ops", "--", "kvm1", "ip", "-d", "-j", "link", "show");
        assertThat(command).contains("-oBatchMode=yes", "-oStrictHostKeyChecking=yes");
    }

    @Test
    void onlyHostsBySshHaveOne() {
        Carriers carriers = new Carriers(NONE);
        assertThat(shellOf(carriers, "ssh://kvm1")).isPresent();
        assertThat(shellOf(carriers, "tls://kvm1")).isEmpty();
        assertThat(shellOf(carriers, "unix:/run/libvirt/libvirt-sock")).isEmpty();
    }

    private static Optional<HostShell> shellOf(Carriers carriers, String address) {
        return carriers.shell(new Host(new HostName("kvm1"), HostAddress.parse(address), Hypervisor.QEMU));
    }

    @Test
    void theAnswerIsWhatIsSaidOnStandardOutput() throws Exception {
        assertThat(shell("echo warning >&2; printf '[]'").ask()).isEqualTo("[]");
    }

    @Test
    void whatReadsInsteadOfAnsweringSeesTheEnd() throws Exception {
        assertThat(shell("cat; echo done").ask()).isEqualTo("done\n");
    }

    @Test
    void aRefusalIsToldInItsOwnWords() {
        assertThatThrownBy(() -> shell("echo 'ip: not found' >&2; exit 127").ask())
                .isInstanceOf(IOException.class)
                .hasMessage("ip: not found");
    }

    @Test
    void whoeverSaysTooMuchIsCutOff() {
        assertThatThrownBy(() -> shell("cat /dev/zero").ask()).hasMessageContaining("more than");
    }

    @Test
    void aLateAnswerIsGivenUp() {
        HostShell late = new HostShell(List.of("sleep", "60"), Duration.ofMillis(100));
        assertThatThrownBy(late::ask).isInstanceOf(IOException.class).hasMessageContaining("no answer in time");
    }

    @Test
    void closingEndsAQuestionAndRefusesMore() throws Exception {
        HostShell shell = new HostShell(List.of("sleep", "60"));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                shell.ask();
                ended.complete(null);
            } catch (IOException e) {
                ended.complete(e);
            }
        });
        asking.start();
        while (ProcessHandle.current().children().noneMatch(HostShellTest::sleeps)) {
            Thread.onSpinWait();
        }
        shell.close();
        assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThatThrownBy(shell::ask).hasMessage("closed");
    }

    private static boolean sleeps(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("sleep");
    }
}
