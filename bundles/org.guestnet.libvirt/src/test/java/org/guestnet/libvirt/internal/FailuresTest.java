/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.junit.jupiter.api.Test;

/** Refusals keep libvirt's own sentence and name the host. */
final class FailuresTest {

    private final Failures failures = new Failures(new HostName("kvm1"));

    private Finding finding(int code, String message) {
        GuestnetException refused = failures.refused(new LibvirtFailure(code, message));
        assertThat(refused.findings()).hasSize(1);
        return refused.findings().get(0);
    }

    @Test
    void whatLibvirtSaysIsOneLineAndForgesNoOtherInALog() {
        LibvirtFailure failure = new LibvirtFailure(1, "QEMU said:\n  WARN \u001b[31mforged\u2028line\r\n");
        assertThat(failure).hasMessage("QEMU said:; WARN ?[31mforged?line");
    }

    @Test
    void numbersThatTellMoreThanARefusalHaveCodesOfTheirOwn() {
        assertThat(finding(LibvirtFailure.NO_NETWORK, "Network not found: x").code())
                .isEqualTo(Codes.NETWORK_MISSING);
        assertThat(finding(LibvirtFailure.NO_DOMAIN, "Domain not found").code()).isEqualTo(Codes.GUEST_UNKNOWN);
        assertThat(finding(LibvirtFailure.OPERATION_INVALID, "not active").code())
                .isEqualTo(Codes.HOST_REFUSED);
    }

    @Test
    void anExhaustedPoolIsKnownByItsWords() {
        Finding exhausted = finding(
                1, "internal error: network 'red' requires exclusive access to interfaces, but none are available");
        assertThat(exhausted.code()).isEqualTo(Codes.POOL_EXHAUSTED);
        assertThat(exhausted.remedy()).isNotEmpty();
    }

    @Test
    void everyRefusalNamesTheHostAndHasLibvirtsSentence() {
        Finding finding = finding(1, "something\nodd.");
        assertThat(finding.host()).contains(new HostName("kvm1"));
        assertThat(finding.detail()).isEqualTo("something; odd");
    }

    @Test
    void whatIsAboutANetworkSaysWhichAndWhatIsAboutTheHostDoesNot() {
        NetworkName red = new NetworkName("red");
        GuestnetException refused = failures.refused(new LibvirtFailure(LibvirtFailure.NO_NETWORK, "gone"));
        assertThat(Failures.about(red, refused).findings().get(0).network()).contains(red);
        GuestnetException down = failures.down("no route", null);
        assertThat(Failures.about(red, down)).isSameAs(down);
    }

    @Test
    void whatFailedOnTheWayToAnotherDaemonIsKnownByItsPartOfLibvirt() {
        int rpc = 7;
        int qemu = 10;
        int systemError = 38;
        int authenticationFailed = 45;
        assertThat(new LibvirtFailure(systemError, rpc, "Cannot recv data").isAboutAConnection())
                .isTrue();
        assertThat(new LibvirtFailure(authenticationFailed, qemu, "no").isAboutAConnection())
                .isTrue();
        assertThat(new LibvirtFailure(systemError, rpc, "End of file while reading data: : Input/output error")
                        .isAboutAConnection())
                .isFalse();
        assertThat(new LibvirtFailure(systemError, qemu, "unable to connect to server").isAboutAConnection())
                .isFalse();
    }
}
