/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.IpAddress;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.model.link.Unroutable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Encrypted tunnels between simulated hosts are up if both ends would be. */
class SimTunnelsTest {

    private static final IpAddress ONE = IpAddress.parse("192.0.2.11");
    private static final IpAddress TWO = IpAddress.parse("192.0.2.12");
    private static final SecretName KEY = new SecretName("red-key");
    private static final DeviceName ETH0 = new DeviceName("eth0");

    private final SimDriver driver = new SimDriver(SimOptions.forTests());
    private final MemorySecrets secrets = new MemorySecrets();
    private LinkSession first;
    private LinkSession second;

    @BeforeEach
    void open() throws GuestnetException {
        first = driver.open(Try.host("kvm1"), secrets);
        second = driver.open(Try.host("kvm2"), secrets);
    }

    private static EncryptedTunnel tunnel(IpAddress from, IpAddress to, Means means) {
        return new EncryptedTunnel(
                LinkNames.tunnel(Try.RED, to),
                from,
                to,
                LinkNames.inner(Try.RED, from),
                LinkNames.inner(Try.RED, to),
                1438,
                means);
    }

    private static Means by(String certificate, String authority) {
        return Means.of("ipsec").with(Map.of("certificate", certificate, "authority", authority));
    }

    private static final EncryptedTunnel THERE =
            tunnel(ONE, TWO, Means.of("ipsec").with(KEY));
    private static final EncryptedTunnel BACK =
            tunnel(TWO, ONE, Means.of("ipsec").with(KEY));

    private static TunnelReport report(LinkSession session, EncryptedTunnel tunnel) throws GuestnetException {
        return session.look(List.of(tunnel)).tunnels().get(tunnel.name());
    }

    private void down(String problem) throws GuestnetException {
        assertThat(report(first, THERE)).isEqualTo(TunnelReport.down(problem));
    }

    @Test
    void oneIsUpOnceBothEndsAreMade() throws GuestnetException {
        down("the host has no such tunnel");
        first.make(List.of(THERE));
        down("192.0.2.12 has no such tunnel");
        second.make(List.of(BACK));
        assertThat(report(first, THERE).up()).isTrue();
        assertThat(report(second, BACK).up()).isTrue();
        second.remove(List.of(BACK));
        down("192.0.2.12 has no such tunnel");
    }

    @Test
    void oneToNobodyIsDown() throws GuestnetException {
        EncryptedTunnel nowhere =
                tunnel(ONE, IpAddress.parse("198.51.100.9"), Means.of("ipsec").with(KEY));
        first.make(List.of(nowhere));
        assertThat(report(first, nowhere)).isEqualTo(TunnelReport.down("no answer from 198.51.100.9"));
    }

    @Test
    void aRotatedSecretCountsOnceItIsRenewed() throws GuestnetException {
        first.make(List.of(THERE));
        second.make(List.of(BACK));
        secrets.rotate(KEY);
        assertThat(report(first, THERE).up()).isTrue();
        assertThat(first.look(List.of(THERE)).missing()).containsExactly(THERE);
        first.renew(List.of(THERE));
        down("the ends do not convince each other");
        second.renew(List.of(BACK));
        assertThat(first.look(List.of(THERE)).missing()).isEmpty();
        assertThat(report(first, THERE).up()).isTrue();
    }

    @Test
    void oneThatIsNotThereIsNotRenewed() {
        Try.refused(Codes.HOST_REFUSED, () -> first.renew(List.of(THERE)));
    }

    @Test
    void certificatesOfOneAuthorityConvince() throws GuestnetException {
        EncryptedTunnel there = tunnel(ONE, TWO, by("kvm1.pem", "ca.pem"));
        first.make(List.of(there));
        second.make(List.of(tunnel(TWO, ONE, by("kvm2.pem", "ca.pem"))));
        assertThat(report(first, there).up()).isTrue();
        second.make(List.of(tunnel(TWO, ONE, by("kvm2.pem", "other.pem"))));
        assertThat(report(first, there).up()).isFalse();
        second.make(List.of(BACK));
        assertThat(report(first, there).up()).isFalse();
    }

    @Test
    void aCutWireIsToldAtBothEndsAndHealsByItself() throws GuestnetException {
        first.make(List.of(THERE));
        second.make(List.of(BACK));
        driver.host("kvm2").setLink(ETH0, false);
        down("no answer from 192.0.2.12");
        assertThat(report(second, BACK)).isEqualTo(TunnelReport.down("no answer from 192.0.2.11"));
        driver.host("kvm2").setLink(ETH0, true);
        assertThat(report(first, THERE).up()).isTrue();
    }

    @Test
    void aPeerThatRebootedHasForgottenItAndADaemonsDeathHarmsNone() throws GuestnetException {
        first.make(List.of(THERE));
        second.make(List.of(BACK));
        driver.host("kvm2").die();
        assertThat(report(first, THERE).up()).isTrue();
        driver.host("kvm2").reboot();
        down("192.0.2.12 has no such tunnel");
    }

    @Test
    void aSecretThatCannotBeReadStopsItsTunnelsOnly() throws GuestnetException {
        SecretStore empty = new SecretStore() {
            @Override
            public String secret(SecretName name) throws GuestnetException {
                throw new GuestnetException(Finding.blocker(Codes.SECRET_MISSING, "no secret " + name, "make it"));
            }

            @Override
            public void rotate(SecretName name) throws GuestnetException {
                secret(name);
            }
        };
        LinkSession poor = driver.open(Try.host("kvm1"), empty);
        Try.refused(Codes.SECRET_MISSING, () -> poor.make(List.of(THERE, new Unroutable(THERE.innerRemote()))));
        assertThat(poor.look(List.of(THERE)).missing()).containsExactly(THERE);
        assertThat(driver.host("kvm1").linkResources()).containsExactly(new Unroutable(THERE.innerRemote()));
    }
}
