/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.hostlink.internal.seen.Daemon;
import org.guestnet.hostlink.internal.seen.Looker;
import org.guestnet.hostlink.internal.seen.TunnelFile;
import org.guestnet.hostlink.internal.shell.Answer;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.Order;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.hostlink.internal.shell.Words;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.IpsecTunnel;

/** Encrypted tunnels: a file each, then the daemon is told once to read them all. */
final class Tunnels {

    private static final Order LOAD = Order.of("swanctl", "--load-all", "--noprompt");
    private static final int FILES_AT_ONCE = 100; // a command line has an end

    private final HostShell shell;
    private final Refusals refusals;

    Tunnels(HostShell shell, Refusals refusals) {
        this.shell = shell;
        this.refusals = refusals;
    }

    void make(List<IpsecTunnel> tunnels, SecretStore secrets) throws ShellException {
        List<IpsecTunnel> written = new ArrayList<>();
        for (IpsecTunnel tunnel : tunnels) {
            if (write(tunnel, secrets)) {
                written.add(tunnel);
            }
        }
        if (!written.isEmpty()) {
            load(written);
        }
    }

    private boolean write(IpsecTunnel tunnel, SecretStore secrets) throws ShellException {
        try {
            String text = TunnelDocument.of(tunnel, secrets).text();
            String path = TunnelFile.path(tunnel.name());
            String whole =
                    path + ".new"; // which the daemon does not read: a line that breaks leaves no half a file in force
            // The file is born with that mode.
            Answer answer = shell.run(
                    Order.of("install", "-m", "600", "/dev/stdin", whole).reading(text));
            answer = answer.ok() ? shell.run(Order.of("mv", "-f", whole, path)) : answer;
            if (!answer.ok()) {
                refuse(
                        tunnel.name(),
                        answer.complaint(),
                        "look whether strongSwan with its swanctl is installed there");
            }
            return answer.ok();
        } catch (GuestnetException e) {
            e.findings().forEach(refusals::add);
            return false;
        }
    }

    private void load(List<IpsecTunnel> tunnels) throws ShellException {
        Answer answer = shell.run(LOAD);
        Daemon daemon = new Looker(shell).daemon();
        if (daemon.silence().isPresent()) {
            refusals.add(silent(daemon.silence().get()));
            return;
        }
        for (IpsecTunnel tunnel : tunnels) {
            if (!daemon.known().contains(tunnel.name())) {
                refuse(tunnel.name(), "strongSwan does not take it: " + answer.complaint(), "");
            } else if (!daemon.states().containsKey(tunnel.name())) {
                begin(tunnel); // what was loaded before, and refused by the other end, is not begun by loading
            }
        }
    }

    /** Returns at once; how it ends is seen by looking. */
    private void begin(IpsecTunnel tunnel) throws ShellException {
        Answer answer = shell.run(Order.of("swanctl", "--initiate", "--child", tunnel.name(), "--timeout", "-1"));
        if (!answer.ok()) {
            refuse(tunnel.name(), answer.complaint(), "");
        }
    }

    void renew(List<IpsecTunnel> tunnels) throws ShellException {
        Daemon daemon = new Looker(shell).daemon();
        if (daemon.silence().isPresent()) {
            refusals.add(silent(daemon.silence().get()));
            return;
        }
        List<String> leading = new ArrayList<>();
        for (IpsecTunnel tunnel : tunnels) {
            if (!daemon.states().containsKey(tunnel.name())) {
                begin(tunnel);
            } else if (TunnelDocument.leads(tunnel)) {
                leading.add(TunnelDocument.connection(tunnel));
            }
        }
        for (String connection : leading.stream().distinct().toList()) {
            Answer answer = shell.run(Order.of("swanctl", "--rekey", "--ike", connection, "--reauth"));
            if (!answer.ok()) {
                refuse(connection, answer.complaint(), "");
            }
        }
    }

    /** The daemon ends what it does not find any more. One that does not run has nothing to end. */
    void remove(List<IpsecTunnel> tunnels) throws ShellException {
        for (int from = 0; from < tunnels.size(); from += FILES_AT_ONCE) {
            List<IpsecTunnel> some = tunnels.subList(from, Math.min(from + FILES_AT_ONCE, tunnels.size()));
            Stream<String> paths = some.stream().map(t -> TunnelFile.path(t.name()));
            Answer answer = shell.run(
                    Order.of(Stream.concat(Stream.of("rm", "-f"), paths).toList()));
            if (!answer.ok()) {
                refuse(some.stream().map(IpsecTunnel::name).collect(Collectors.joining(", ")), answer.complaint(), "");
            }
        }
        Answer answer = shell.run(LOAD);
        if (!answer.ok() && new Looker(shell).daemon().silence().isEmpty()) {
            refuse("removed", "strongSwan does not read its files: " + answer.complaint(), "");
        }
    }

    private void refuse(String tunnel, String words, String remedy) {
        refusals.add(Finding.blocker(Codes.HOST_REFUSED, "IPsec tunnel " + tunnel + ": " + Words.clean(words), remedy));
    }

    private static Finding silent(String why) {
        return Finding.blocker(
                Codes.HOST_REFUSED, "IPsec tunnels: " + why, "until then nothing of them leaves the host");
    }
}
