/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.driver.link.LinkReport.Traffic;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.hostlink.internal.made.Difference;
import org.guestnet.hostlink.internal.made.Making;
import org.guestnet.hostlink.internal.made.Removing;
import org.guestnet.hostlink.internal.made.Renewing;
import org.guestnet.hostlink.internal.seen.LeftOvers;
import org.guestnet.hostlink.internal.seen.Looker;
import org.guestnet.hostlink.internal.seen.Snapshot;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.model.link.Vxlan;
import org.guestnet.spi.EncryptionProvider;

/** The links of a host whose shell is reached. Each call looks first, so that it changes only what has to change. */
final class HostLinkSession implements LinkSession {

    private final HostName host;
    private final HostShell shell;
    private final SecretStore secrets;
    private final Supplier<List<EncryptionProvider>> encryptions;
    private final Runnable atEnd;
    private final ReentrantLock calls = new ReentrantLock(); // one at a time; closing does not wait

    /**
     * Asks nothing yet.
     *
     * @param encryptions those that are known then
     * @param atEnd done when it is closed
     */
    HostLinkSession(
            HostName host,
            HostShell shell,
            SecretStore secrets,
            Supplier<List<EncryptionProvider>> encryptions,
            Runnable atEnd) {
        this.host = host;
        this.shell = shell;
        this.secrets = secrets;
        this.encryptions = encryptions;
        this.atEnd = atEnd;
    }

    @Override
    public LinkReport look(Collection<LinkResource> wanted) throws GuestnetException {
        LinkReport[] report = new LinkReport[1];
        call(() -> report[0] = report(looker().look(wanted), wanted));
        return report[0];
    }

    private Looker looker() {
        return new Looker(shell, encryptions.get());
    }

    private LinkReport report(Snapshot seen, Collection<LinkResource> wanted) {
        Map<String, TunnelReport> tunnels = new HashMap<>();
        Map<DeviceName, Traffic> traffic = new HashMap<>();
        for (LinkResource resource : wanted) {
            if (resource instanceof EncryptedTunnel tunnel) {
                tunnels.put(tunnel.name(), seen.report(tunnel));
            } else if (resource instanceof Vxlan vxlan) {
                seen.traffic(vxlan.name()).ifPresent(t -> traffic.put(vxlan.name(), t));
            }
        }
        List<LinkResource> missing = new Difference(seen, secrets).missing(wanted);
        return new LinkReport(seen.addresses(), missing, new LeftOvers(seen, wanted).all(), tunnels, traffic);
    }

    @Override
    public void make(List<LinkResource> resources) throws GuestnetException {
        call(() -> new Making(shell, secrets, looker(), resources).run());
    }

    @Override
    public void remove(List<LinkResource> resources) throws GuestnetException {
        call(() -> new Removing(shell, looker(), resources).run());
    }

    @Override
    public void renew(List<EncryptedTunnel> tunnels) throws GuestnetException {
        call(() -> new Renewing(shell, secrets, looker()).run(tunnels));
    }

    private interface Call {
        void run() throws ShellException, GuestnetException;
    }

    /** Findings of below do not know which host it is. */
    private void call(Call call) throws GuestnetException {
        calls.lock();
        try {
            call.run();
        } catch (ShellException e) {
            throw new HostUnreachableException(
                    Finding.blocker(e.isLate() ? Codes.HOST_TIMEOUT : Codes.HOST_DOWN, e.getMessage(), e.remedy())
                            .on(host),
                    e);
        } catch (GuestnetException e) {
            throw new GuestnetException(
                    e.findings().stream().map(f -> f.on(host)).toList(), e.getCause());
        } finally {
            calls.unlock();
        }
    }

    /** Whether the host answers. */
    HostLinkSession tried() throws GuestnetException {
        call(() -> shell.run(HostOrder.of("true")));
        return this;
    }

    @Override
    public void close() {
        shell.close();
        atEnd.run();
    }
}
