/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guestnet.model.HostAddress;
import org.guestnet.model.Hypervisor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ssh client: what it is told, and how it ends. */
@Timeout(20)
final class SshTest {

    private static final Credentials NONE = Credentials.of("", "", "");

    private static List<String> command(String address, Credentials credentials) {
        return SshCommand.of(HostAddress.parse(address), Hypervisor.QEMU, credentials);
    }

    @Test
    void hostFollowsTheEndOfOptionsAndRunsAConstantCommand() {
        List<String> command = command("ssh://kvm1", NONE);
        assertThat(command.subList(command.indexOf("--"), command.size()))
                .containsExactly("--", "kvm1", "virt-ssh-helper", "qemu:///system");
        assertThat(SshCommand.of(HostAddress.parse("ssh://kvm1"), Hypervisor.LXC, NONE))
                .endsWith("lxc:///system");
    }

    @Test
    void unknownKeysAreRefusedAndNothingIsAsked() {
        assertThat(command("ssh://kvm1", NONE))
                .contains("-oStrictHostKeyChecking=yes", "-oBatchMode=yes", "-oConnectTimeout=8")
                .doesNotContain("-i", "-l", "-p");
    }

    @Test
    void userPortAndKeysAreArgumentsOfTheirOwn() {
        List<String> command = command("ssh://ops@[fe80::1]:2222", Credentials.of("/k/id", "/k/known", ""));
        assertThat(command)
                .containsSubsequence("-i", "/k/id")
                .contains("-oUserKnownHostsFile=/k/known", "-oIdentitiesOnly=yes")
                .containsSubsequence("-l", "ops", "-p", "2222", "--", "fe80::1");
    }

    @Test
    void pathsThatSshWouldTakeForMoreThanANameAreRefused() {
        for (String path : List.of("/a b", "relative", "/%h", "/a\"b", "/a,b", "/a\nb", "~/id")) {
            assertThatThrownBy(() -> Credentials.of(path, "", ""))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sshIdentityFile");
        }
        assertThat(Credentials.of(" ", null, "/etc/pki/x_y-1.d").sshIdentityFile())
                .isEqualTo(Optional.empty());
    }

    private static SshCarrier running(String script) throws Exception {
        SshCarrier carrier = new SshCarrier(List.of("sh", "-c", script));
        carrier.connect();
        return carrier;
    }

    @Test
    void whatIsWrittenIsPushedThroughAndTheAnswerComesBack() throws Exception {
        try (SshCarrier carrier = running("exec cat")) {
            carrier.sink().write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(10);
            carrier.source().read(answer);
            assertThat(new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII))
                    .isEqualTo("hello");
        }
    }

    @Test
    void whatItSaysBeforeItEndsIsKeptAsOneLine() throws Exception {
        try (SshCarrier carrier = running("printf 'Host key\\r\\nverification\\tfailed.\\n' >&2; exit 255")) {
            assertThat(carrier.source().read(ByteBuffer.allocate(1))).isNegative();
            assertThat(carrier.lastWords()).isEqualTo("Host key; verification failed");
        }
    }

    @Test
    void closingEndsTheClientAndWhoeverReads() throws Exception {
        long before = ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .count();
        SshCarrier carrier = running("exec sleep 1000");
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> ends(carrier.source()));
        assertThat(ended).isNotDone();
        carrier.close();
        assertThat(ended.get(5, TimeUnit.SECONDS)).isTrue();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (ProcessHandle.current().children().filter(ProcessHandle::isAlive).count() > before) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private static boolean ends(ReadableByteChannel source) {
        try {
            return source.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true; // a process that has ended closes its streams
        }
    }

    @Test
    void aClosedCarrierStartsNothing() {
        SshCarrier carrier = new SshCarrier(List.of("sleep", "1000"));
        carrier.close();
        assertThatThrownBy(carrier::connect).isInstanceOf(IOException.class);
    }
}
