/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.IpsecTunnel;
import org.guestnet.model.link.IpsecTunnel.Certificate;
import org.guestnet.model.link.LinkResource;

/** The secrets that a call needs, read before the host is locked. */
final class SimKeys {

    private final Map<SecretName, String> keys = new HashMap<>();

    /** @throws GuestnetException {@code SECRET_MISSING} if one is not there */
    SimKeys(Collection<? extends LinkResource> resources, SecretStore store) throws GuestnetException {
        for (LinkResource resource : resources) {
            Optional<SecretName> name = resource instanceof IpsecTunnel tunnel
                    ? tunnel.authentication().secret()
                    : Optional.empty();
            if (name.isPresent() && !keys.containsKey(name.get())) {
                keys.put(name.get(), store.secret(name.get()));
            }
        }
    }

    /** What an end of the tunnel shows: ends by certificates trust each other if the same authority signs. */
    String of(IpsecTunnel tunnel) {
        return tunnel.authentication()
                .secret()
                .map(s -> "secret " + keys.get(s))
                .or(() -> tunnel.authentication()
                        .certificate()
                        .map(Certificate::authority)
                        .map(a -> "authority " + a))
                .orElseThrow();
    }
}
