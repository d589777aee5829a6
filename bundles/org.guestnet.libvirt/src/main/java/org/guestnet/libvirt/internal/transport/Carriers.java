/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;

/** Makes the carrier that an address asks for, and what else goes the same way. */
public final class Carriers {

    private final Credentials credentials;

    /** @param credentials how hosts are convinced of us, and we of them */
    public Carriers(Credentials credentials) {
        this.credentials = credentials;
    }

    /**
     * A carrier that is not connected yet.
     *
     * @param host its transport is unix, ssh or tls
     * @throws IOException if this machine has no resources for it
     */
    public Carrier to(Host host) throws IOException {
        HostAddress address = host.address();
        return switch (address.transport()) {
            case UNIX -> new UnixCarrier(Path.of(address.target()));
            case SSH -> new SshCarrier(SshCommand.of(address, host.hypervisor(), credentials));
            case TLS ->
                new TlsCarrier(
                        SshCommand.bare(address.target()),
                        address.port().orElse(TlsCarrier.DEFAULT_PORT),
                        credentials.tlsPkiPath());
            case SIM -> throw new IllegalArgumentException("not an address of libvirt's: " + address);
        };
    }

    /** The host's own shell; empty if there is no way to it. Whether the host lets us in is seen when it is asked. */
    public Optional<HostShell> shell(Host host) {
        HostAddress address = host.address();
        return address.transport() == HostAddress.Transport.SSH
                ? Optional.of(new HostShell(SshCommand.of(address, credentials, HostShell.LIST_LINKS)))
                : Optional.empty();
    }
}
