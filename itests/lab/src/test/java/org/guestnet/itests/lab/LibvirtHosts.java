/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.libvirt.internal.binding.JnaBinding;
import org.guestnet.libvirt.internal.transport.Credentials;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.PeerAddress;

/** The lab's hosts as the driver is given them. */
final class LibvirtHosts {

    private LibvirtHosts() {}

    /** A driver with the lab's keys and certificates. libvirt's event loop is the process's: one driver at a time. */
    static LibvirtDriver driver(Lab lab) {
        try {
            Credentials credentials = Credentials.of(
                    lab.directory().resolve("ssh/id_ed25519").toString(),
                    lab.directory().resolve("ssh/known_hosts").toString(),
                    lab.directory().resolve("pki").toString());
            return new LibvirtDriver("own", credentials, new JnaBinding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That host by its daemon's socket. */
    static Host local(Lab lab, String host, Hypervisor hypervisor) {
        return at("unix:" + lab.socketOf(host), host, hypervisor);
    }

    /** That host by an address of ours. */
    static Host at(String address, String host, Hypervisor hypervisor) {
        return new Host(name(host), HostAddress.parse(address), hypervisor);
    }

    /** What Guestnet calls that host. */
    static HostName name(String host) {
        return new HostName("kvm-" + host.toLowerCase(java.util.Locale.ROOT));
    }

    /** That host by its daemon's socket; the others reach it if {@code amongPeers}. */
    static Host local(Lab lab, String host, boolean amongPeers) {
        Host local = local(lab, host, Hypervisor.QEMU);
        return amongPeers ? local.withPeerAddress(Optional.of(new PeerAddress(Optional.of(peer(lab, host))))) : local;
    }

    /** The address at which other hosts reach that host's libvirt. */
    static HostAddress peer(Lab lab, String host) {
        return HostAddress.parse("ssh://root@" + lab.addressOf(host));
    }
}
