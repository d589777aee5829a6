/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.guestnet.model.HostAddress.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh://kvm1",
                "ssh://root@kvm1",
                "ssh://root@kvm1.example.org:22",
                "ssh://[fd00::1]:2222",
                "tls://10.0.0.1",
                "tls://kvm1:16514",
                "tls://kvm1:1",
                "tls://kvm1:65535",
                "unix:/run/libvirt/libvirt-sock",
                "sim:kvm1"
            })
    void givesBackTheTextThatItWasReadFrom(String text) {
        assertThat(HostAddress.parse(text))
                .hasToString(text)
                .isEqualTo(HostAddress.parse(text))
                .hasSameHashCodeAs(HostAddress.parse(text));
    }

    @Test
    void tellsItsParts() {
        HostAddress address = HostAddress.parse("ssh://root@kvm1:2222");
        assertThat(address.transport()).isEqualTo(Transport.SSH);
        assertThat(address.user()).contains("root");
        assertThat(address.target()).isEqualTo("kvm1");
        assertThat(address.port()).hasValue(2222);
        assertThat(HostAddress.parse("unix:/run/x").target()).isEqualTo("/run/x");
        assertThat(HostAddress.parse("sim:a").port()).isEmpty();
        assertThat(HostAddress.parse("tls://a").user()).isEmpty();
    }

    @Test
    void differsFromOtherAddresses() {
        assertThat(HostAddress.parse("ssh://kvm1"))
                .isNotEqualTo(HostAddress.parse("tls://kvm1"))
                .isNotEqualTo(HostAddress.parse("ssh://kvm2"))
                .isNotEqualTo(HostAddress.parse("ssh://kvm1:22"))
                .isNotEqualTo("ssh://kvm1");
    }

    /** Query parameters of libvirt's own URIs run commands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh://kvm1?command=/bin/sh",
                "ssh://kvm1/system?netcat=/tmp/evil",
                "qemu+ssh://kvm1/system",
                "tls://kvm1?pkipath=/tmp",
                "unix:/run/x?mode=legacy",
                "sim:a?seed=1",
                "ssh://-oProxyCommand=x",
                "ssh://-l@kvm1",
                "ssh://kvm1;reboot",
                "ssh://kvm1 -p 22",
                "ssh://$(reboot)",
                "ssh://kvm1#x",
                "ssh://kvm1\n"
            })
    void refusesWhatCouldRunCommands(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostAddress.parse(text))
                .withMessageContaining("is not valid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kvm1",
                "ssh:",
                "ssh://",
                "ssh://@kvm1",
                "ssh://a@b@kvm1",
                "ssh://Root@kvm1",
                "ssh://kvm1:",
                "ssh://kvm1:0",
                "ssh://kvm1:65536",
                "ssh://kvm1:99999",
                "ssh://kvm1/",
                "tls://root@kvm1",
                "ssh://[kvm1]",
                "unix:",
                "unix:relative",
                "unix:/",
                "unix:/run/../etc",
                "unix:/run/./x",
                "sim:",
                "sim:a/b",
                "sim:-a",
                "SSH://kvm1"
            })
    void refusesOtherForms(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostAddress.parse(text))
                .withMessageContaining("is not valid");
    }

    @Test
    void refusesASocketPathThatTheKernelCannotTake() {
        String longest = "/" + "x".repeat(106);
        assertThat(HostAddress.parse("unix:" + longest).target()).hasSize(107);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostAddress.parse("unix:" + longest + "x"))
                .withMessageContaining("107");
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> HostAddress.parse(null));
    }
}
