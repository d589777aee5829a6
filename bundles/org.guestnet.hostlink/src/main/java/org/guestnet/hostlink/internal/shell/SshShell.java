/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.guestnet.model.HostAddress;
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.HostAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands over one ssh connection, which is made when it is needed and made anew after it was lost. */
public final class SshShell implements HostShell {

    private static final Logger LOG = LoggerFactory.getLogger(SshShell.class);

    private final HostAddress address;
    private final SshReach reach;
    private final Duration limit;
    private ClientSession session; // guarded by this
    private boolean closed; // guarded by this

    /**
     * Connects to nobody yet.
     *
     * @param limit for each command; connecting counts
     */
    public SshShell(HostAddress address, SshReach reach, Duration limit) {
        this.address = address;
        this.reach = reach;
        this.limit = limit;
    }

    @Override
    public HostAnswer run(HostOrder order) throws ShellException {
        Deadline deadline = Deadline.in(limit);
        ClientSession open = session(deadline);
        BoundedBytes output = new BoundedBytes();
        BoundedBytes errors = new BoundedBytes();
        try (ChannelExec channel = open.createExecChannel(order.toString())) {
            channel.setOut(output);
            channel.setErr(errors);
            channel.open().verify(deadline.left());
            feed(channel, order);
            Set<ClientChannelEvent> seen = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), deadline.left());
            Integer code = channel.getExitStatus();
            if (seen.contains(ClientChannelEvent.TIMEOUT)) {
                throw dropped(open, deadline.missed(order));
            }
            if (code == null) {
                throw dropped(open, lost("it went away during " + order, null));
            }
            return new HostAnswer(code, output.text(), errors.text());
        } catch (IOException e) {
            throw dropped(open, deadline.isOver() ? deadline.missed(order) : lost(String.valueOf(e.getMessage()), e));
        }
    }

    private ClientSession session(Deadline deadline) throws ShellException {
        synchronized (this) {
            if (closed) {
                throw lost("the session was closed", null);
            }
            if (session != null && session.isOpen()) {
                return session;
            }
        }
        ClientSession fresh = reach.connect(address, deadline);
        synchronized (this) {
            if (closed) {
                SshReach.close(fresh);
                throw lost("the session was closed", null);
            }
            session = fresh;
            return fresh;
        }
    }

    private static void feed(ChannelExec channel, HostOrder order) {
        try (OutputStream in = channel.getInvertedIn()) {
            in.write(order.input().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("{} did not read all it was given", order, e); // what it makes of that, its exit code says
        }
    }

    /** A connection on which something was lost is not used again: what comes late is not taken for another answer. */
    private static ShellException dropped(ClientSession open, ShellException e) {
        SshReach.close(open);
        return e;
    }

    private ShellException lost(String why, Throwable cause) {
        return ShellException.lost(
                "the host's shell at " + address + " was lost: " + Words.clean(why),
                "look whether the host and its network are up",
                cause);
    }

    @Override
    public synchronized void close() {
        closed = true;
        SshReach.close(session);
    }
}
