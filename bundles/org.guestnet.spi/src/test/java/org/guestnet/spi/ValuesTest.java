/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.guestnet.spi.Elements.element;

import java.util.ArrayList;
import java.util.List;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.spi.HostNetwork.Scope;
import org.junit.jupiter.api.Test;

/** What a provider gives back cannot be wrong. */
class ValuesTest {

    private static final Finding NOTICE = Finding.notice("ODD", "it is odd", "");
    private static final Finding BLOCKER = Finding.blocker("NO_WAY", "it cannot be", "");
    private static final AttachmentPoint ETH0 = AttachmentPoint.of(new DeviceName("eth0"));
    private static final AttachmentPoint ETH1 = AttachmentPoint.of(new DeviceName("eth1"));

    @Test
    void aReadingHasAValueOrABlocker() {
        assertThat(Reading.of("v", List.of(NOTICE)).value()).contains("v");
        assertThat(Reading.of("v", List.of(NOTICE)).findings()).containsExactly(NOTICE);
        assertThat(Reading.refused(List.of(NOTICE, BLOCKER)).value()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Reading.of("v", List.of(BLOCKER)));
        assertThatIllegalArgumentException().isThrownBy(() -> Reading.refused(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Reading.refused(List.of(NOTICE)));
        assertThatNullPointerException().isThrownBy(() -> Reading.of(null, List.of()));
    }

    @Test
    void anAttachmentPointServesAnyNumberOfGuestsUnlessLimited() {
        assertThat(ETH0.limit()).isEmpty();
        assertThat(ETH0.withLimit(1).limit()).hasValue(1);
        assertThat(ETH0.withLimit(Integer.MAX_VALUE).limit()).hasValue(Integer.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> ETH0.withLimit(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ETH0.withLimit(-1));
    }

    @Test
    void anAttachmentPointIsKnownByItsDeviceUnlessToldOtherwise() {
        assertThat(ETH0.identity()).isEqualTo("eth0");
        assertThat(ETH0.withIdentity("0000:01:00.0").identity()).isEqualTo("0000:01:00.0");
        assertThat(ETH0.withIdentity("0000:01:00.0").device()).isEqualTo(ETH0.device());
        assertThatNullPointerException().isThrownBy(() -> ETH0.withIdentity(null));
        assertThatNullPointerException().isThrownBy(() -> AttachmentPoint.of(null));
    }

    @Test
    void anAttachmentPointKeepsWhatItWasGiven() {
        AttachmentPoint point = ETH0.withLimit(2).withUnusable(BLOCKER).withIdentity("x");
        assertThat(point.limit()).hasValue(2);
        assertThat(point.unusable()).contains(BLOCKER);
        assertThat(ETH0.unusable()).isEmpty();
        assertThat(point)
                .isEqualTo(ETH0.withIdentity("x").withUnusable(BLOCKER).withLimit(2))
                .hasSameHashCodeAs(ETH0.withIdentity("x"));
        assertThat(point)
                .isNotEqualTo(ETH0)
                .isNotEqualTo(point.withLimit(3))
                .isNotEqualTo(ETH1)
                .isNotEqualTo("eth0");
        assertThatNullPointerException().isThrownBy(() -> ETH0.withUnusable(null));
        assertThat(point).hasToString("eth0 (at most 2)");
    }

    @Test
    void aHostNetworkIsSharedAndUnlimitedUnlessToldOtherwise() {
        HostNetwork network = HostNetwork.libvirt(element("network"));
        assertThat(network.mtu()).as("not known").isEmpty();
        assertThat(network.scope()).isEqualTo(Scope.SHARED);
        assertThat(network.hasPool()).isFalse();
        assertThat(network.attachmentPoints()).isEmpty();
        assertThat(network.findings()).isEmpty();
        assertThat(network.isResolvedByGuestnet()).isFalse();
    }

    @Test
    void aHostNetworkKeepsWhatItWasGiven() {
        HostNetwork network = HostNetwork.libvirt(element("network"))
                .withScope(Scope.LOCAL)
                .withAttachmentPoints(List.of(ETH1, ETH0))
                .withFindings(List.of(NOTICE));
        assertThat(network.libvirtNetwork()).isEqualTo(element("network"));
        assertThat(network.scope()).isEqualTo(Scope.LOCAL);
        assertThat(network.attachmentPoints()).containsExactly(ETH1, ETH0);
        assertThat(network.findings()).containsExactly(NOTICE);
    }

    @Test
    void aPoolThatIsEmptyOnAHostIsAPool() {
        HostNetwork network = HostNetwork.libvirt(element("network"))
                .withAttachmentPoints(List.of())
                .withScope(Scope.LOCAL)
                .withFindings(List.of(NOTICE));
        assertThat(network.attachmentPoints()).isEmpty();
        assertThat(network.hasPool()).isTrue();
    }

    @Test
    void aHostNetworkHasEachPointOnce() {
        HostNetwork network = HostNetwork.libvirt(element("network"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.withAttachmentPoints(List.of(ETH0, ETH1.withIdentity("eth0"))))
                .withMessageContaining("one identity");
    }

    @Test
    void aHostNetworkDoesNotChangeWithTheListsThatItWasGiven() {
        List<AttachmentPoint> points = new ArrayList<>(List.of(ETH0));
        HostNetwork network = HostNetwork.libvirt(element("network")).withAttachmentPoints(points);
        points.clear();
        assertThat(network.attachmentPoints()).containsExactly(ETH0);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> network.attachmentPoints().clear());
    }

    /** An isolated network would silently be a wrong wire; this one refuses a plain start of a guest. */
    @Test
    void aNetworkThatGuestnetResolvesIsPublishedWithoutBridgeAndPool() {
        HostNetwork network = HostNetwork.resolvedByGuestnet();
        assertThat(network.isResolvedByGuestnet()).isTrue();
        assertThat(network.withMtu(9000)
                        .withScope(Scope.LOCAL)
                        .withFindings(List.of())
                        .mtu())
                .hasValue(9000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.withMtu(67))
                .withMessageContaining("67");
        assertThat(network.withScope(Scope.LOCAL).withFindings(List.of()).isResolvedByGuestnet())
                .isTrue();
        assertThat(network.libvirtNetwork()).isEqualTo(element("network").with(element("forward", "mode", "bridge")));
    }

    @Test
    void aHostNetworkRefusesNull() {
        assertThatNullPointerException().isThrownBy(() -> HostNetwork.libvirt(null));
        assertThatNullPointerException()
                .isThrownBy(() -> HostNetwork.resolvedByGuestnet().withScope(null));
        assertThatNullPointerException()
                .isThrownBy(() -> HostNetwork.resolvedByGuestnet().withFindings(null));
    }

    @Test
    void whatAHostReadsAndSaysIsNotShown() {
        EncryptedTunnel tunnel = EncryptedTunnel.leftOver("sample", "gx0123456789-0");
        assertThat(new KeyedTunnel(tunnel, "hunter2")).hasToString("gx0123456789-0");
        assertThat(new HostAnswer(2, "hunter2", "hunter2")).hasToString("exit code 2");
        assertThat(HostAnswer.noProgram("x: not found").lacksProgram()).isTrue();
    }
}
