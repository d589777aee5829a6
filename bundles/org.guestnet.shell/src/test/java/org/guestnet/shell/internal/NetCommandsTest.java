/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetCommandsTest {

    @TempDir
    Path directory;

    private final TestFleet fleet = new TestFleet();
    private final TestShell shell = new TestShell(fleet);

    @ParameterizedTest
    @CsvSource({
        "net:start kvm1 red,NETWORK_START kvm1 red",
        "net:start kvm1 red --dry-run,NETWORK_START kvm1 red dry",
        "net:stop --dry-run kvm1 red,NETWORK_STOP kvm1 red dry",
        "net:stop kvm1 red,NETWORK_STOP kvm1 red",
        "net:autostart kvm1 red,NETWORK_AUTOSTART kvm1 red autostart=true",
        "net:autostart kvm1 red --disable,NETWORK_AUTOSTART kvm1 red autostart=false",
        "net:undefine kvm1 red,NETWORK_UNDEFINE kvm1 red",
        "net:undefine kvm1 red --dry-run,NETWORK_UNDEFINE kvm1 red dry",
        "net:define kvm1 red.xml,NETWORK_DEFINE kvm1 red autostart=true replace=false",
        "net:define kvm1 red.xml --no-autostart,NETWORK_DEFINE kvm1 red autostart=false replace=false",
        "net:define kvm1 red.xml --accept DEVICE_UNKNOWN,NETWORK_DEFINE kvm1 red autostart=true replace=false accepted=[DEVICE_UNKNOWN]",
        "net:define --replace kvm1 red.xml --dry-run,NETWORK_DEFINE kvm1 red autostart=true replace=true dry",
    })
    void aVerbIsOneCall(String line, String call) throws Exception {
        assertThat(shell.run(line)).extracting(TestShell.Result::code).isEqualTo(0);
        assertThat(fleet.called).isEqualTo(call);
    }

    @Test
    void aMeshShowsEachMemberAndItsPeers() throws Exception {
        assertThat(shell.run("net:mesh red").out())
                .contains("kvm1 | UP    | 192.0.2.11 | 1368 | 1/1   | 12 s ago")
                .contains(
                        "kvm2 | DOWN  | 192.0.2.12 | -    | 0/1   | -         | -        | -    | to kvm1: no answer");
        assertThat(shell.run("net:mesh red -o json").out()).contains("\"handshakeSeconds\":12", "\"received\":null");
    }

    @Test
    void keysAreRotatedUnlessItIsOnlyPlanned() throws Exception {
        assertThat(shell.run("net:rotate-key red --dry-run").out()).startsWith("Planned: new keys for 2 hosts");
        assertThat(fleet.called).isNotEqualTo("rotate-key red");
        assertThat(shell.run("net:rotate-key red").code()).isZero();
        assertThat(fleet.called).isEqualTo("rotate-key red");
    }

    @Test
    void hostsThatAreLostAreNamedWithCommasOrOneByOne() throws Exception {
        assertThat(shell.run("net:what-if --without kvm1,kvm2 --without kvm3").out())
                .startsWith("No: without kvm1");
        assertThat(fleet.called).isEqualTo("what-if [kvm1, kvm2, kvm3]");
        assertThat(shell.run("net:what-if --without kvm1,").code()).isZero();
        assertThat(shell.run("net:what-if --without ,kvm1").refusal()).startsWith("INVALID_ARGUMENT");
    }

    @Test
    void everyFindingOfARefusalIsALine() throws Exception {
        fleet.refusal = Finding.blocker(Codes.DEFINITION_INVALID, "a mode is missing", "mode='vepa'")
                .at(new Place(3, "/network/source"));
        TestShell.Result result = shell.run("net:define kvm1 red.xml");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.refusal().lines())
                .containsExactly(
                        "DEFINITION_INVALID: a mode is missing (line 3, /network/source). Try: mode='vepa'",
                        "DEFINITION_INVALID: a mode is missing (host kvm1, line 3, /network/source). Try: mode='vepa'");
    }

    @Test
    void theDocumentIsTheFilesTextWithoutItsByteOrderMark() throws Exception {
        Path file = Files.writeString(directory.resolve("ü.xml"), "\uFEFF<network>ü</network>");
        shell.run("net:define", List.of("kvm1", file.toString()));
        assertThat(fleet.document).isEqualTo("<network>ü</network>");
    }

    @Test
    void aRelativeFileIsTheCallersOfTheCommandForScripts() throws Exception {
        Files.writeString(directory.resolve("mine.xml"), "<network/>");
        shell.session.put("GUESTNET_DIR", directory.toString());
        shell.run("net:define kvm1 mine.xml");
        assertThat(fleet.document).isEqualTo("<network/>");
    }

    @Test
    void aDashReadsTheStandardInput() throws Exception {
        shell.session.type("<network>typed</network>");
        shell.run("net:define kvm1 -");
        assertThat(fleet.document).isEqualTo("<network>typed</network>");
    }

    @Test
    void aFileThatIsNotThereIsNamedInFull() throws Exception {
        refused(directory.resolve("no.xml"), "INVALID_ARGUMENT: " + directory + "/no.xml does not exist");
    }

    @Test
    void aDirectoryIsNoDocument() throws Exception {
        refused(directory, "INVALID_ARGUMENT: " + directory + " is not a file");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws Exception {
        Path file = Files.write(directory.resolve("x"), "<n>ü</n>".getBytes(StandardCharsets.ISO_8859_1));
        refused(file, "INVALID_ARGUMENT: " + file + " is not text in UTF-8");
    }

    @Test
    void aHugeFileIsRefused() throws Exception {
        Path file = Files.write(directory.resolve("huge.xml"), new byte[10 << 20]);
        refused(file, "XML_TOO_LARGE: " + file + " is larger than 1 MiB");
    }

    @Test
    void anEndlessInputIsReadOnlyAsFarAsADocumentMayGo() throws Exception {
        Endless input = new Endless();
        shell.session.keyboard = input;
        assertThat(shell.run("net:define kvm1 -").refusal()).startsWith("XML_TOO_LARGE: the standard input");
        assertThat(input.given).isLessThan(2 << 20);
    }

    private void refused(Path file, String message) throws Exception {
        TestShell.Result result = shell.run("net:define", List.of("kvm1", file.toString()));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.refusal()).startsWith(message).contains("Try: ");
        assertThat(fleet.called).isEmpty();
    }

    @Test
    void portsAreThoseOfTheNetworkThatIsNamed() throws Exception {
        assertThat(shell.run("net:ports red").out()).contains("web1");
        assertThat(shell.run("net:ports blue").out()).isEqualTo("There are no ports.\n");
    }

    @Test
    void aNetworkThatLibvirtCannotExpressSaysWhatIsNotPromised() throws Exception {
        fleet.hosted.replaceAll(h -> new org.guestnet.api.HostedNetwork(
                h.host(),
                h.name(),
                h.type(),
                h.managed(),
                h.active(),
                h.autostart(),
                h.segment(),
                h.bridge(),
                h.guests(),
                h.free(),
                h.capacity(),
                true,
                h.findings()));
        assertThat(shell.run("net:show red").out()).contains("On kvm1 libvirt cannot express it");
    }

    @Test
    void claimsAreThoseOfTheHostThatIsNamed() throws Exception {
        assertThat(shell.run("net:claims kvm1").out()).contains("web1");
        assertThat(shell.run("net:claims kvm2").out()).isEqualTo("There are no claims.\n");
    }

    @Test
    void theDoctorSaysWhenNothingIsWrong() throws Exception {
        assertThat(shell.run("net:doctor kvm1").out()).startsWith("MEMBER_OVER: ");
        assertThat(shell.run("net:doctor kvm2").out()).isEqualTo("Nothing is wrong.\n");
        assertThat(shell.run("net:doctor kvm2 -o json").out().strip()).isEqualTo("[]");
    }

    @Test
    void aClaimAtAHostThatDoesNotAnswerIsUncertain() throws Exception {
        fleet.claims.replaceAll(c -> new org.guestnet.api.Networks.ClaimInfo(c.claim(), true));
        assertThat(shell.run("net:claims").out()).contains("UNCERTAIN").doesNotContain("BOUND");
    }

    @Test
    void controlCharactersOfHostsDoNotReachTheTerminal() throws Exception {
        fleet.document = "<network>\n\t<!-- \u001b[2J \u009b31m \u202e -->\n</network>";
        assertThat(shell.run("net:dumpxml kvm1 red").out())
                .isEqualTo("<network>\n\t<!-- &#x1b;[2J &#x9b;31m &#x202e; -->\n</network>\n");
        fleet.types.set(
                0,
                new org.guestnet.api.NetworkTypeInfo(
                        "bad\u001b[2J\nforged", org.guestnet.api.NetworkTypeInfo.State.INVALID, "x", 0, ""));
        assertThat(shell.run("net:types").out())
                .contains("bad\\u001b[2J\\u000aforged")
                .doesNotContain("\u001b");
        assertThat(shell.run("net:types -o json").out()).doesNotContain("\u001b");
    }

    private static final class Endless extends InputStream {
        private long given;

        @Override
        public int read() {
            given++;
            return ' ';
        }
    }
}
