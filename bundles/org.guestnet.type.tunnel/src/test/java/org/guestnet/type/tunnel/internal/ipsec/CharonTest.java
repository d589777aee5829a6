/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import static org.assertj.core.api.Assertions.assertThat;

import org.guestnet.spi.HostAnswer;
import org.junit.jupiter.api.Test;

class CharonTest {

    private static final HostAnswer NOTHING = new HostAnswer(0, "", "");

    @Test
    void tunnelsAreToldAsTheDaemonKnowsThem() {
        Charon daemon = Charon.of(Samples.recorded("conns.raw"), Samples.recorded("sas.raw"));
        assertThat(daemon.silence()).isEmpty();
        assertThat(daemon.known()).containsExactlyInAnyOrder("gx0000000001-b", "gx0000000002-b");
        assertThat(daemon.state("gx0000000001-b").up()).isTrue();
        assertThat(daemon.state("gx0000000001-b").handshakeSeconds()).isPresent();
        assertThat(daemon.state("gx0000000009-b").problem()).contains("has not loaded it");
    }

    @Test
    void anAgreementThatIsSoughtIsNotUp() {
        Charon daemon = Charon.of(
                "",
                "list-sa event {gx0000000001-b {uniqueid=1 version=2 state=CONNECTING local-host=192.0.2.1 local-port=500"
                        + " tasks-active=[IKE_INIT] child-sas {}}}\nlist-sas reply {}");
        assertThat(daemon.state("gx0000000001-b").up()).isFalse();
        assertThat(daemon.state("gx0000000001-b").problem()).contains("has not answered");
    }

    @Test
    void whatTheOtherEndCallsItselfMakesNoTunnel() {
        Charon daemon = Charon.of(
                "",
                "list-sa event {x {state=ESTABLISHED remote-id=CN=child-sas {gx0000000001-b-1 {name=gx0000000001-b"
                        + " state=INSTALLED }} established=5 child-sas {}}}");
        assertThat(daemon.state("gx0000000001-b").up()).isFalse();
    }

    @Test
    void aSilentDaemonIsNamed() {
        HostAnswer silent = new HostAnswer(2, "", "connecting to 'unix:///var/run/charon.vici' failed");
        assertThat(Charon.of(silent, silent).silence().orElseThrow()).contains("does not answer");
        assertThat(Charon.of(NOTHING, silent).silence().orElseThrow()).contains("does not answer");
        HostAnswer none = HostAnswer.noProgram("swanctl: not found");
        assertThat(Charon.of(none, none).silence().orElseThrow()).contains("no swanctl");
    }
}
