/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;

/**
 * Takes only keys of hosts that are known, and notes with the attempt to connect why its key was refused: the client's exception does not
 * say it, and there may never be a session.
 */
final class HostKeys {

    private static final AttributeKey<AtomicReference<String>> REFUSAL = new AttributeKey<>();

    private HostKeys() {}

    static ServerKeyVerifier in(Path knownHosts) {
        KnownHostsServerKeyVerifier verifier =
                new KnownHostsServerKeyVerifier((session, remote, key) -> refused(session, "is not known"), knownHosts);
        verifier.setModifiedServerKeyAcceptor(
                (session, remote, entry, expected, actual) -> refused(session, "is another than the known one"));
        return verifier;
    }

    private static boolean refused(ClientSession session, String why) {
        session.getConnectionContext().getAttribute(REFUSAL).set(why);
        return false;
    }

    /** What an attempt to connect is given along. @param refusal becomes why the key was refused */
    static AttributeRepository noting(AtomicReference<String> refusal) {
        return AttributeRepository.ofKeyValuePair(REFUSAL, refusal);
    }
}
