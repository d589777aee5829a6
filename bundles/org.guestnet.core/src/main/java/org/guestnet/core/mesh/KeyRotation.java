/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.EncryptedTunnel;

/** Gives a mesh new keys in rounds: all hosts get them before ends are asked to use them, so that traffic goes on where it can. */
final class KeyRotation {

    private final Meshes meshes;
    private final SecretStore secrets;

    KeyRotation(Meshes meshes, SecretStore secrets) {
        this.meshes = meshes;
        this.secrets = secrets;
    }

    /** The names of the keys that a mesh's tunnels have. */
    static Set<SecretName> keys(Mesh mesh) {
        Set<SecretName> keys = new LinkedHashSet<>();
        for (HostName host : mesh.members().keySet()) {
            mesh.peers(host).keySet().stream()
                    .flatMap(p -> mesh.resources(host, new Part(mesh.network(), p)).stream()
                            .flatMap(List::stream))
                    .filter(EncryptedTunnel.class::isInstance)
                    .flatMap(t -> ((EncryptedTunnel) t).means().secret().stream())
                    .forEach(keys::add);
        }
        return keys;
    }

    /**
     * Makes them anew.
     *
     * @param patience how long all hosts may take
     * @return the hosts that have not the new keys yet
     * @throws GuestnetException {@code SECRET_MISSING} if a key cannot be written
     */
    Set<HostName> rotate(Mesh mesh, Set<SecretName> keys, Duration patience) throws GuestnetException {
        for (SecretName key : keys) {
            secrets.rotate(key);
        }
        Map<HostName, LinkKeeper> ends = meshes.keepers(mesh);
        Round round = new Round(System.nanoTime() + patience.toNanos());
        Set<HostName> late = round.late(ends, LinkKeeper::lookNow);
        Renewal renewal = new Renewal(mesh.network(), endpoints(mesh, late));
        late.addAll(round.late(ends, k -> k.renew(renewal))); // of those that are late too, for when they answer
        round.late(ends, LinkKeeper::lookNow); // so that what is told of the tunnels is of now
        return late;
    }

    private static Set<IpAddress> endpoints(Mesh mesh, Set<HostName> hosts) {
        return mesh.members().values().stream()
                .filter(m -> hosts.contains(m.host()))
                .flatMap(m -> m.endpoint().stream())
                .collect(toSet());
    }
}
