/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import org.guestnet.model.HostAddress;
import org.guestnet.model.HostAddress.Transport;
import org.guestnet.model.Hypervisor;

/**
 * libvirt's URI of a host as another host is given it. All parts are ours or were checked when the address was read: query parameters
 * run commands, so nothing of a user's text becomes one.
 */
final class PeerUri {

    private PeerUri() {}

    /** @throws IllegalArgumentException if other hosts cannot reach the address */
    static String of(Hypervisor hypervisor, HostAddress address) {
        if (address.transport() != Transport.SSH && address.transport() != Transport.TLS) {
            throw new IllegalArgumentException("other hosts cannot reach " + address);
        }
        String user = address.user().map(name -> name + "@").orElse("");
        String port = address.port().isPresent() ? ":" + address.port().getAsInt() : "";
        // A daemon has no terminal at which ssh could ask for a password.
        String quietly = address.transport() == Transport.SSH ? "?no_tty=1" : "";
        return hypervisor + "+" + address.transport() + "://" + user + address.target() + port + "/system" + quietly;
    }
}
