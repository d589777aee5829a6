/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SshFilesTest {

    @Test
    void onlyAbsolutePathsAreTaken() {
        SshFiles files = SshFiles.of("/etc/guestnet/id", "/etc/guestnet/known_hosts");
        assertThat(files.identities()).containsExactly(Path.of("/etc/guestnet/id"));
        assertThat(files.knownHosts()).isEqualTo(Path.of("/etc/guestnet/known_hosts"));
        assertThatIllegalArgumentException().isThrownBy(() -> SshFiles.of("id", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> SshFiles.of("", "/a b"));
    }

    @Test
    void whatIsNotSetIsInTheHomeDirectory() {
        assertThat(SshFiles.of("", "").knownHosts()).hasToString(System.getProperty("user.home") + "/.ssh/known_hosts");
    }
}
