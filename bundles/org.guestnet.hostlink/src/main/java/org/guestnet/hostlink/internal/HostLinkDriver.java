/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.driver.link.LinkDriver;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.LocalShell;
import org.guestnet.hostlink.internal.shell.SshFiles;
import org.guestnet.hostlink.internal.shell.SshReach;
import org.guestnet.hostlink.internal.shell.SshShell;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress.Transport;
import org.guestnet.spi.EncryptionProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Links of hosts whose shell is reached, by the host's own {@code ip}, {@code bridge} and {@code nft}, and what encryptions add. */
@Component(service = LinkDriver.class, configurationPid = "org.guestnet.hostlink")
@Designate(ocd = HostLinkDriver.Config.class)
public final class HostLinkDriver implements LinkDriver {

    /** Configuration of the driver. */
    @ObjectClassDefinition(name = "Guestnet: links of hosts")
    public @interface Config {

        /** Key for ssh. */
        @AttributeDefinition(
                name = "ssh identity file",
                description = "Absolute path of the private key for hosts' shells, without passphrase."
                        + " Empty: id_ed25519, id_ecdsa and id_rsa in ~/.ssh.")
        String sshIdentityFile() default "";

        /** Known hosts for ssh. */
        @AttributeDefinition(
                name = "ssh known hosts",
                description = "Absolute path of the file with hosts' keys; unknown keys are always refused."
                        + " Empty: ~/.ssh/known_hosts.")
        String sshKnownHosts() default "";
    }

    private static final Duration LIMIT = Duration.ofSeconds(LinkSession.DEADLINE_SECONDS);

    private final SshReach reach;
    private final Set<HostLinkSession> sessions = ConcurrentHashMap.newKeySet();

    /** Of several for one type the last one serves, which has the highest ranking. Others come and go under sessions. */
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<EncryptionProvider> encryptions = List.of();

    /**
     * As a component.
     *
     * @throws IllegalArgumentException if a configured value is not valid
     */
    @Activate
    public HostLinkDriver(Config config) {
        this(SshFiles.of(config.sshIdentityFile(), config.sshKnownHosts()));
    }

    private HostLinkDriver(SshFiles files) {
        this.reach = new SshReach(files);
    }

    /** In tests. */
    public HostLinkDriver(SshFiles files, List<EncryptionProvider> encryptions) {
        this(files);
        this.encryptions = List.copyOf(encryptions);
    }

    @Override
    public boolean serves(Host host) {
        return host.address().transport() != Transport.SIM && host.shell().isPresent();
    }

    @Override
    public LinkSession open(Host host, SecretStore secrets) throws GuestnetException {
        if (!serves(host)) {
            throw new IllegalArgumentException("no shell: " + host);
        }
        HostShell shell = shell(host);
        HostLinkSession[] self = new HostLinkSession[1];
        self[0] = new HostLinkSession(host.name(), shell, secrets, () -> encryptions, () -> sessions.remove(self[0]));
        sessions.add(self[0]);
        try {
            return self[0].tried();
        } catch (GuestnetException e) {
            self[0].close();
            throw e;
        }
    }

    private HostShell shell(Host host) {
        return host.shell()
                .orElseThrow()
                .ssh()
                .<HostShell>map(address -> new SshShell(address, reach, LIMIT))
                .orElseGet(() -> new LocalShell(LIMIT));
    }

    /** Ends all sessions. */
    @Deactivate
    public void stop() {
        sessions.forEach(HostLinkSession::close);
        reach.close();
    }
}
