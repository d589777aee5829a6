/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.HostAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalShellTest {

    private final LocalShell shell = new LocalShell(Duration.ofSeconds(10));

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void aCommandReadsAndWritesAndEnds() throws Exception {
        assertThat(shell.run(HostOrder.of("cat").reading("red\n"))).isEqualTo(new HostAnswer(0, "red\n", ""));
        assertThat(shell.run(HostOrder.of("true").reading("x".repeat(1 << 20))).ok())
                .isTrue();
        assertThat(shell.run(HostOrder.of("false")).code()).isEqualTo(1);
        assertThat(Words.complaint(shell.run(HostOrder.of("ls", "/no-such-place"))))
                .contains("no-such-place");
    }

    @Test
    void aProgramThatIsNotThereIsToldAsAShellTellsIt() throws Exception {
        assertThat(shell.run(HostOrder.of("no-such-program")).lacksProgram()).isTrue();
    }

    @Test
    void whoNeverEndsIsGivenUp() {
        ShellException late = catchThrowableOfType(
                ShellException.class, () -> new LocalShell(Duration.ofMillis(200)).run(HostOrder.of("sleep", "60")));
        assertThat(late.isLate()).isTrue();
        assertThat(late).hasMessageContaining("sleep 60");
    }

    @Test
    void whoSaysTooMuchIsNotBelieved() {
        assertThat(catchThrowableOfType(
                        ShellException.class, () -> shell.run(HostOrder.of("head", "-c", "9000000", "/dev/zero"))))
                .hasMessageContaining("says more than");
    }

    @Test
    void afterItsEndItRunsNothing() {
        shell.close();
        assertThat(catchThrowableOfType(ShellException.class, () -> shell.run(HostOrder.of("true"))))
                .hasMessageContaining("closed");
    }
}
