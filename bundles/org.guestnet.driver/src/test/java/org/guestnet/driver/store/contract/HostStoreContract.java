/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.guestnet.driver.store.HostStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MigrationAddress;
import org.guestnet.model.PeerAddress;
import org.junit.jupiter.api.Test;

/** What every {@link HostStore} must hold. */
public abstract class HostStoreContract {

    /** The store under test, the same during one test; empty when the test begins. */
    protected abstract HostStore hostStore();

    @Test
    void knowsNoHostAtFirst() throws GuestnetException {
        assertThat(hostStore().hosts()).isEmpty();
    }

    @Test
    void givesBackWhatWasAddedByName() throws GuestnetException {
        Host web = host("web", "ssh://admin@web.example.org:2222", Hypervisor.QEMU);
        Host upper = host("Zeta", "unix:/run/libvirt/libvirt-sock", Hypervisor.LXC);
        Host address = host("app", "tls://[2001:db8::1]", Hypervisor.QEMU);

        assertThat(hostStore().add(web)).isTrue();
        assertThat(hostStore().add(upper)).isTrue();
        assertThat(hostStore().add(address)).isTrue();

        assertThat(hostStore().hosts()).containsExactly(upper, address, web);
    }

    @Test
    void refusesASecondHostOfAName() throws GuestnetException {
        Host first = host("web", "sim:one", Hypervisor.QEMU);
        hostStore().add(first);

        assertThat(hostStore().add(host("web", "sim:two", Hypervisor.LXC))).isFalse();
        assertThat(hostStore().hosts()).containsExactly(first);
    }

    @Test
    void tellsNamesApartByCase() throws GuestnetException {
        hostStore().add(host("web", "sim:one", Hypervisor.QEMU));

        assertThat(hostStore().add(host("WEB", "sim:two", Hypervisor.QEMU))).isTrue();
        assertThat(hostStore().hosts()).hasSize(2);
    }

    @Test
    void replacesAHostWholeAndOnlyOneThatIsThere() throws GuestnetException {
        Host other = host("app", "sim:app", Hypervisor.QEMU);
        Host web = host("web", "unix:/run/web", Hypervisor.QEMU)
                .withPeerAddress(Optional.of(PeerAddress.parse("ssh://root@web")))
                .withMigrationAddress(Optional.of(new MigrationAddress("2001:db8::7")));
        hostStore().add(other);
        hostStore().add(host("web", "sim:web", Hypervisor.LXC));

        assertThat(hostStore().replace(web)).isTrue();
        assertThat(hostStore().replace(host("db", "sim:db", Hypervisor.QEMU))).isFalse();
        assertThat(hostStore().hosts()).containsExactly(other, web);
    }

    @Test
    void removesAHostOnceAndOnlyThatHost() throws GuestnetException {
        Host other = host("app", "sim:app", Hypervisor.QEMU);
        hostStore().add(other);
        hostStore().add(host("web", "sim:web", Hypervisor.QEMU));

        assertThat(hostStore().remove(new HostName("web"))).isTrue();
        assertThat(hostStore().remove(new HostName("web"))).isFalse();
        assertThat(hostStore().hosts()).containsExactly(other);
    }

    @Test
    void takesARemovedNameAgain() throws GuestnetException {
        Host second = host("web", "sim:two", Hypervisor.QEMU);
        hostStore().add(host("web", "sim:one", Hypervisor.QEMU));
        hostStore().remove(second.name());

        assertThat(hostStore().add(second)).isTrue();
        assertThat(hostStore().hosts()).containsExactly(second);
    }

    @Test
    void givesASnapshot() throws GuestnetException {
        var before = hostStore().hosts();
        hostStore().add(host("web", "sim:web", Hypervisor.QEMU));

        assertThat(before).isEmpty();
    }

    private static Host host(String name, String address, Hypervisor hypervisor) {
        return new Host(new HostName(name), HostAddress.parse(address), hypervisor);
    }
}
