/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.guestnet.hostlink.internal.shell.FakeShell;
import org.guestnet.model.DeviceName;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final LinkResource ONE = new PortFilter(new DeviceName("one"));
    private static final LinkResource TWO = new PortFilter(new DeviceName("two"));

    private final FakeShell shell = new FakeShell();
    private final Batch batch =
            Batch.ofIp().add(ONE, "link add a").add(ONE, "link set a up").add(TWO, "link add b");

    @Test
    void whoseLineWasRefusedIsToldWithTheHostsFirstWords() throws Exception {
        shell.refuses(
                "ip -force -batch -",
                "RTNETLINK answers: File exists\nCommand failed -:1\nCannot find device \"a\"\nCommand failed -:2\n");
        assertThat(batch.run(shell)).containsOnlyKeys(ONE).containsEntry(ONE, "RTNETLINK answers: File exists");
    }

    @Test
    void whenTheToolGaveUpAllAreTold() throws Exception {
        shell.refuses("ip -force -batch -", "Command failed -:1\nError: argument \"b\" is wrong\n");
        assertThat(batch.run(shell)).containsOnlyKeys(ONE, TWO);
        shell.refuses("ip -force -batch -", "Command failed -:77\n");
        assertThat(batch.run(shell)).containsOnlyKeys(ONE, TWO);
    }

    @Test
    void withoutLinesNothingIsRun() throws Exception {
        assertThat(Batch.ofBridge().run(shell)).isEmpty();
        assertThat(shell.heard).isEmpty();
    }

    @Test
    void aLineHasPlainWords() {
        assertThatIllegalArgumentException().isThrownBy(() -> batch.add(ONE, "link set a\nlink delete b"));
        assertThatIllegalArgumentException().isThrownBy(() -> batch.add(ONE, "link set \"a"));
    }
}
