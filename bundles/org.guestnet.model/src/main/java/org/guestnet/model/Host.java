/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.guestnet.model.HostAddress.Transport;

/**
 * A host that Guestnet manages.
 *
 * @param name how the host is called
 * @param address how Guestnet reaches it
 * @param hypervisor which of libvirt's drivers serves its guests
 * @param peerAddress how other hosts reach its libvirt, or that they never do; empty if by the same address
 * @param migrationAddress where it receives guests; empty for what it calls itself
 * @param shellAddress how its own shell is reached; empty if as its libvirt, when that is by ssh, else not at all
 */
public record Host(
        HostName name,
        HostAddress address,
        Hypervisor hypervisor,
        Optional<PeerAddress> peerAddress,
        Optional<MigrationAddress> migrationAddress,
        Optional<ShellAddress> shellAddress) {

    /** @throws NullPointerException if a part is null */
    public Host {
        requireNonNull(name, "name");
        requireNonNull(address, "address");
        requireNonNull(hypervisor, "hypervisor");
        requireNonNull(peerAddress, "peerAddress");
        requireNonNull(migrationAddress, "migrationAddress");
        requireNonNull(shellAddress, "shellAddress");
    }

    /** A host that others reach as Guestnet does. */
    public Host(HostName name, HostAddress address, Hypervisor hypervisor) {
        this(name, address, hypervisor, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How other hosts reach its libvirt; empty if they cannot, because its own address is a socket of one machine, or never do. */
    public Optional<HostAddress> peer() {
        return peerAddress.isPresent()
                ? peerAddress.get().address()
                : Optional.of(address).filter(PeerAddress::isReachable);
    }

    /** A copy with another peer address. */
    public Host withPeerAddress(Optional<PeerAddress> other) {
        return new Host(name, address, hypervisor, other, migrationAddress, shellAddress);
    }

    /** A copy with another migration address. */
    public Host withMigrationAddress(Optional<MigrationAddress> other) {
        return new Host(name, address, hypervisor, peerAddress, other, shellAddress);
    }

    /** A copy that Guestnet reaches otherwise. */
    public Host withAddress(HostAddress other) {
        return new Host(name, other, hypervisor, peerAddress, migrationAddress, shellAddress);
    }

    /** A copy whose shell is reached otherwise. */
    public Host withShellAddress(Optional<ShellAddress> other) {
        return new Host(name, address, hypervisor, peerAddress, migrationAddress, other);
    }

    /** How its own shell is reached; empty if it is not. */
    public Optional<ShellAddress> shell() {
        return shellAddress.or(() -> Optional.of(address)
                .filter(a -> a.transport() == Transport.SSH)
                .map(a -> new ShellAddress(Optional.of(a))));
    }

    /** Whether links can be made on it. */
    public boolean hasShell() {
        return address.transport() == Transport.SIM || shell().isPresent();
    }
}
