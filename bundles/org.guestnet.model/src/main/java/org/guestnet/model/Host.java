/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A host that Guestnet manages.
 *
 * @param name how the host is called
 * @param address how Guestnet reaches it
 * @param hypervisor which of libvirt's drivers serves its guests
 * @param peerAddress how other hosts reach its libvirt, or that they never do; empty if by the same address
 * @param migrationAddress where it receives guests; empty for what it calls itself
 */
public record Host(
        HostName name,
        HostAddress address,
        Hypervisor hypervisor,
        Optional<PeerAddress> peerAddress,
        Optional<MigrationAddress> migrationAddress) {

    /** @throws NullPointerException if a part is null */
    public Host {
        requireNonNull(name, "name");
        requireNonNull(address, "address");
        requireNonNull(hypervisor, "hypervisor");
        requireNonNull(peerAddress, "peerAddress");
        requireNonNull(migrationAddress, "migrationAddress");
    }

    /** A host that others reach as Guestnet does. */
    public Host(HostName name, HostAddress address, Hypervisor hypervisor) {
        this(name, address, hypervisor, Optional.empty(), Optional.empty());
    }

    /** How other hosts reach its libvirt; empty if they cannot, because its own address is a socket of one machine, or never do. */
    public Optional<HostAddress> peer() {
        return peerAddress.isPresent()
                ? peerAddress.get().address()
                : Optional.of(address).filter(PeerAddress::isReachable);
    }

    /** A copy with another peer address. */
    public Host withPeerAddress(Optional<PeerAddress> other) {
        return new Host(name, address, hypervisor, other, migrationAddress);
    }

    /** A copy with another migration address. */
    public Host withMigrationAddress(Optional<MigrationAddress> other) {
        return new Host(name, address, hypervisor, peerAddress, other);
    }

    /** A copy that Guestnet reaches otherwise. */
    public Host withAddress(HostAddress other) {
        return new Host(name, other, hypervisor, peerAddress, migrationAddress);
    }
}
