/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.guestnet.api.Hosts;
import org.guestnet.itests.support.KarafTest;
import org.guestnet.itests.support.Shell;
import org.junit.jupiter.api.Test;

@KarafTest
class CommandsIT {

    private static final List<String> SCOPES = List.of("host", "net", "guest", "op");

    @Inject
    BootFinished booted;

    @Inject
    Hosts hosts;

    @Inject
    SessionFactory sessions;

    @Test
    void theBuiltInNetworkTypesServe() throws Exception {
        assertThat(admin().run("net:types -o json"))
                .contains("\"virtual\"", "\"bridge\"", "\"direct\"")
                .doesNotContain("INVALID", "SHADOWED");
    }

    @Test
    void aNetworkIsDefinedOnASimulatedHostAndShown() throws Exception {
        Path red = Files.writeString(
                Files.createTempFile("red", ".xml"),
                "<network type='bridge'><name>commands-red</name><bridge name='br0'/></network>");
        try {
            admin().run("host:add kvm2 sim:kvm2");
            admin().run("net:define kvm2 " + red);

            assertThat(admin().run("net:list -o json")).contains("\"commands-red\"");
            assertThat(admin().run("net:show commands-red")).contains("kvm2", "bridge");
            assertThat(admin().run("net:dumpxml kvm2 commands-red")).contains("<bridge name='br0'/>");
        } finally {
            admin().run("net:undefine kvm2 commands-red");
            admin().run("host:remove kvm2");
            Files.delete(red);
        }
    }

    @Test
    void aViewerMayUseTheReadingVerbsAndNoOthers() throws Exception {
        assertThat(verbsOf("viewer"))
                .containsExactly(
                        "guest:candidates",
                        "guest:list",
                        "guest:resolve",
                        "host:list",
                        "host:show",
                        "net:claims",
                        "net:doctor",
                        "net:dumpxml",
                        "net:list",
                        "net:mesh",
                        "net:pool",
                        "net:ports",
                        "net:show",
                        "net:types",
                        "net:what-if",
                        "op:list",
                        "op:show");
    }

    @Test
    void aManagerMayUseAllButTheVerbsThatChangeHosts() throws Exception {
        assertThat(verbsOf("manager"))
                .contains("net:define", "guest:migrate")
                .doesNotContain("host:add", "host:remove");
        assertThat(verbsOf("admin")).containsAll(verbsOf("manager")).contains("host:add", "host:remove");
    }

    @Test
    void aRefusedVerbDoesNothing() {
        assertThatThrownBy(() -> Shell.as(sessions, "viewer").run("host:add intruder sim:intruder"))
                .isInstanceOf(Exception.class);
        assertThat(hosts.list()).noneMatch(host -> host.host().name().value().equals("intruder"));
    }

    private Shell admin() {
        return Shell.as(sessions, "admin", "manager", "viewer");
    }

    /** What somebody sees who has only this role: the shell hides the commands that he may not use. */
    private List<String> verbsOf(String role) throws Exception {
        return Shell.as(sessions, role).offers().stream()
                .filter(verb -> SCOPES.contains(verb.substring(0, verb.indexOf(':'))))
                .toList();
    }
}
