/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.spi.KeyedTunnel;

/** Fetches keys when they are needed. */
final class Keys {

    private Keys() {}

    /** @throws GuestnetException {@code SECRET_MISSING} if the tunnel's key can neither be read nor made */
    static KeyedTunnel keyed(EncryptedTunnel tunnel, SecretStore secrets) throws GuestnetException {
        var name = tunnel.means().secret();
        return new KeyedTunnel(tunnel, name.isPresent() ? secrets.secret(name.get()) : "");
    }
}
