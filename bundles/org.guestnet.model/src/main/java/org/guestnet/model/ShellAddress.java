/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.guestnet.model.HostAddress.Transport;

/**
 * How a host's own shell is reached: over ssh, or because the host is this machine.
 *
 * @param ssh an address of the form {@code ssh://[user@]host[:port]}; empty if the host is this machine
 */
public record ShellAddress(Optional<HostAddress> ssh) {

    private static final String LOCAL = "local";

    /** @throws IllegalArgumentException if the address is none of ssh's */
    public ShellAddress {
        requireNonNull(ssh, "ssh");
        ssh.ifPresent(a -> Checks.holds(
                a.transport() == Transport.SSH,
                "shell address",
                a.toString(),
                "write ssh://[user@]host[:port] or local"));
    }

    /**
     * Reads an address.
     *
     * @param text {@code local}, or {@code ssh://[user@]host[:port]}
     * @throws IllegalArgumentException if it is neither
     */
    public static ShellAddress parse(String text) {
        return new ShellAddress(LOCAL.equals(text) ? Optional.empty() : Optional.of(HostAddress.parse(text)));
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return ssh.map(HostAddress::toString).orElse(LOCAL);
    }
}
