/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.LinkResource;

/** The secrets that a call needs, read before the host is locked. One that cannot be read keeps only its tunnels from being made. */
final class SimKeys {

    private final Map<SecretName, String> keys = new HashMap<>();
    private final Map<SecretName, GuestnetException> failures = new HashMap<>();

    SimKeys(Collection<? extends LinkResource> resources, SecretStore store) {
        resources.stream()
                .flatMap(r -> r instanceof EncryptedTunnel t ? t.means().secret().stream() : Stream.empty())
                .distinct()
                .forEach(name -> read(name, store));
    }

    private void read(SecretName name, SecretStore store) {
        try {
            keys.put(name, store.secret(name));
        } catch (GuestnetException e) {
            failures.put(name, e); // told when a tunnel needs it
        }
    }

    /**
     * What an end of the tunnel shows: ends by certificates trust each other if the same authority signs.
     *
     * @throws GuestnetException {@code SECRET_MISSING} if it cannot be read
     */
    String of(EncryptedTunnel tunnel) throws GuestnetException {
        Optional<SecretName> secret = tunnel.means().secret();
        GuestnetException failure = secret.map(failures::get).orElse(null);
        if (failure != null) {
            throw new GuestnetException(failure.findings());
        }
        return proof(tunnel);
    }

    /** Whether an end shows what it is to show now. */
    boolean isProof(EncryptedTunnel tunnel, String shown) {
        return proof(tunnel).equals(shown);
    }

    private String proof(EncryptedTunnel tunnel) {
        Means means = tunnel.means();
        String shown = means.secret()
                .map(s -> "secret " + keys.get(s))
                .or(() -> means.setting("authority").map(a -> "authority " + a))
                .orElse("nothing");
        return means.type() + " " + shown;
    }
}
