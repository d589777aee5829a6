/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.guestnet.model.HostAddress;
import org.guestnet.model.Hypervisor;
import org.junit.jupiter.api.Test;

final class PeerUriTest {

    private static String uri(String address) {
        return PeerUri.of(Hypervisor.QEMU, HostAddress.parse(address));
    }

    @Test
    void sshNeverAsksAtATerminal() {
        assertThat(uri("ssh://root@kvm2:2222")).isEqualTo("qemu+ssh://root@kvm2:2222/system?no_tty=1");
        assertThat(uri("ssh://kvm2")).isEqualTo("qemu+ssh://kvm2/system?no_tty=1");
    }

    @Test
    void tlsHasNoQueryAndAddressesKeepTheirBrackets() {
        assertThat(uri("tls://[fd00::2]:16515")).isEqualTo("qemu+tls://[fd00::2]:16515/system");
    }

    @Test
    void addressesOfOneMachineAreNoPeers() {
        assertThatThrownBy(() -> uri("unix:/run/libvirt/libvirt-sock")).isInstanceOf(IllegalArgumentException.class);
    }
}
