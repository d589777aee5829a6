/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;

/** Takes only keys of hosts that are known, and notes with a session why its key was refused, which the client's exception does not say. */
final class HostKeys {

    private static final AttributeKey<String> REFUSAL = new AttributeKey<>();

    private HostKeys() {}

    static ServerKeyVerifier in(Path knownHosts) {
        KnownHostsServerKeyVerifier verifier =
                new KnownHostsServerKeyVerifier((session, remote, key) -> refused(session, "is not known"), knownHosts);
        verifier.setModifiedServerKeyAcceptor(
                (session, remote, entry, expected, actual) -> refused(session, "is another than the known one"));
        return verifier;
    }

    private static boolean refused(ClientSession session, String why) {
        session.setAttribute(REFUSAL, why);
        return false;
    }

    static Optional<String> refusal(ClientSession session) {
        return Optional.ofNullable(session).map(s -> s.getAttribute(REFUSAL));
    }
}
