/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.guestnet.model.HostAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to hosts by ssh; one client with few threads for all of them. Any thread. Nothing is read from ssh's own configuration. */
public final class SshReach implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SshReach.class);
    private static final int DEFAULT_PORT = 22;
    private static final int WORKERS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SshFiles files;
    private SshClient client; // guarded by this; made when it is needed
    private boolean closed; // guarded by this

    /** @param files keys, read anew for each connection */
    public SshReach(SshFiles files) {
        this.files = files;
    }

    private synchronized SshClient client() throws ShellException {
        if (closed) {
            throw ShellException.lost("the driver was stopped", "", null);
        }
        if (client == null) {
            client = SshClient.setUpDefaultClient();
            client.setServerKeyVerifier(HostKeys.in(files.knownHosts())); // before any connection begins
            client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
            client.setNioWorkers(WORKERS);
            CoreModuleProperties.IDLE_TIMEOUT.set(
                    client, Duration.ZERO); // sessions live as long as their host is managed
            client.start();
        }
        return client;
    }

    ClientSession connect(HostAddress address, Deadline deadline) throws ShellException {
        ClientSession session = null;
        AtomicReference<String> refusal = new AtomicReference<>();
        try {
            session = client().connect(
                            user(address),
                            target(address),
                            address.port().orElse(DEFAULT_PORT),
                            HostKeys.noting(refusal),
                            null)
                    .verify(deadline.left())
                    .getSession();
            for (KeyPair key : keys()) {
                session.addPublicKeyIdentity(key);
            }
            session.auth().verify(deadline.left());
            return session;
        } catch (IOException e) {
            ShellException explained = explained(address, Optional.ofNullable(refusal.get()), e);
            close(session);
            throw deadline.isOver() ? deadline.missed("connecting to " + address) : explained;
        }
    }

    private static String user(HostAddress address) {
        return address.user().orElse(System.getProperty("user.name"));
    }

    private static String target(HostAddress address) {
        return address.target().replaceAll("[\\[\\]]", "");
    }

    private List<KeyPair> keys() throws ShellException {
        List<KeyPair> keys = new ArrayList<>();
        for (var file : files.identities()) {
            try (var in = java.nio.file.Files.newInputStream(file)) {
                SecurityUtils.loadKeyPairIdentities(
                                null, NamedResource.ofName(file.toString()), in, FilePasswordProvider.EMPTY)
                        .forEach(keys::add);
            } catch (IOException | GeneralSecurityException e) {
                throw ShellException.lost(
                        "the ssh key " + file + " cannot be read: " + Words.clean(String.valueOf(e.getMessage())),
                        "give a private key without passphrase in sshIdentityFile",
                        e);
            }
        }
        return keys;
    }

    private ShellException explained(HostAddress address, Optional<String> refused, IOException e) {
        String why = Words.clean(String.valueOf(e.getMessage()));
        return refused.map(refusal -> ShellException.lost(
                        "the ssh key of " + address + " " + refusal,
                        "if it is the host's own, put it into " + files.knownHosts(),
                        e))
                .orElseGet(() -> ShellException.lost(
                        "the host's shell cannot be reached at " + address + ": " + why,
                        "look whether ssh works from here with the keys of org.guestnet.hostlink",
                        e));
    }

    static void close(ClientSession session) {
        if (session != null) {
            session.close(true);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.stop();
            LOG.debug("the ssh client was stopped");
        }
    }
}
