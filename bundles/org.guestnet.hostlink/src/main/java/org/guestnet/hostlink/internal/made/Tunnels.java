/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.hostlink.internal.seen.Guarded;
import org.guestnet.hostlink.internal.seen.Looker;
import org.guestnet.hostlink.internal.seen.Snapshot;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.hostlink.internal.shell.Words;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.spi.KeyedTunnel;

/** Encrypted tunnels: does what their encryptions say, and looks what came of it. */
final class Tunnels {

    private static final int ROUNDS = 2; // what was made may have to be begun
    private static final String ENCRYPTED = "encrypted tunnel "; // by which the core knows what concerns these alone

    private final HostShell shell;
    private final Looker looker;
    private final Refusals refusals;

    Tunnels(HostShell shell, Looker looker, Refusals refusals) {
        this.shell = shell;
        this.looker = looker;
        this.refusals = refusals;
    }

    void make(List<EncryptedTunnel> tunnels, Snapshot seen, SecretStore secrets) throws ShellException {
        for (Map.Entry<String, List<KeyedTunnel>> kind : keyed(tunnels, secrets).entrySet()) {
            make(kind.getKey(), kind.getValue(), seen.tunnelsOf(kind.getKey()).orElseThrow());
        }
    }

    private void make(String type, List<KeyedTunnel> wanted, Guarded there) throws ShellException {
        Steps steps = new Steps(shell, wanted);
        Guarded now = there;
        List<KeyedTunnel> missing = wanted;
        for (int round = 0; round < ROUNDS && !missing.isEmpty(); round++) {
            steps.run(now.make(missing));
            steps.add(now.failures());
            now = looker.tunnels(type);
            missing = missing(wanted, now);
            if (now.silence().isPresent()) {
                refuse(type, now.silence().get());
                return;
            }
        }
        for (KeyedTunnel tunnel : missing) {
            why(steps, tunnel, now).ifPresent(words -> refuse(tunnel.name(), words));
        }
    }

    /** What keeps a tunnel from being there; empty if it waits for the other end. */
    private static Optional<String> why(Steps steps, KeyedTunnel tunnel, Guarded now) {
        boolean known = now.knows(tunnel);
        steps.add(now.failures());
        Optional<String> refused = steps.complaint(tunnel.name());
        if (refused.isPresent() || known) {
            return refused;
        }
        String problem = now.report(tunnel.name()).problem();
        return Optional.of(problem.isEmpty() ? "it is not as it is to be after it was made" : Words.clean(problem));
    }

    private static List<KeyedTunnel> missing(List<KeyedTunnel> wanted, Guarded now) {
        return wanted.stream().filter(t -> !now.has(t)).toList();
    }

    /** By type; those without a key are refused. */
    private Map<String, List<KeyedTunnel>> keyed(List<EncryptedTunnel> tunnels, SecretStore secrets) {
        Map<String, List<KeyedTunnel>> keyed = new LinkedHashMap<>();
        for (EncryptedTunnel tunnel : tunnels) {
            try {
                keyed.computeIfAbsent(tunnel.means().type(), t -> new ArrayList<>())
                        .add(Keys.keyed(tunnel, secrets));
            } catch (GuestnetException e) {
                e.findings().forEach(refusals::add);
            }
        }
        return keyed;
    }

    void renew(List<EncryptedTunnel> tunnels, Snapshot seen, SecretStore secrets) throws ShellException {
        for (Map.Entry<String, List<KeyedTunnel>> kind : keyed(tunnels, secrets).entrySet()) {
            var there = seen.tunnelsOf(kind.getKey());
            if (there.isPresent() && there.get().silence().isPresent()) {
                refuse(kind.getKey(), there.get().silence().get());
            } else if (there.isPresent()) {
                Steps steps = new Steps(shell, kind.getValue());
                steps.run(there.get().renew(kind.getValue()));
                steps.add(there.get().failures());
                steps.complaints(kind.getKey()).forEach(this::refuse);
            }
        }
    }

    void remove(List<EncryptedTunnel> tunnels, Snapshot seen) throws ShellException {
        Map<String, List<EncryptedTunnel>> kinds =
                tunnels.stream().collect(groupingBy(t -> t.means().type()));
        for (Map.Entry<String, List<EncryptedTunnel>> kind : kinds.entrySet()) {
            var there = seen.tunnelsOf(kind.getKey());
            List<String> names = kind.getValue().stream()
                    .map(EncryptedTunnel::name)
                    .filter(n -> there.isPresent() && there.get().names().contains(n))
                    .toList();
            if (!names.isEmpty()) {
                remove(kind.getKey(), names, there.get());
            }
        }
    }

    /** Programs that do not run have nothing to end. */
    private void remove(String type, List<String> names, Guarded there) throws ShellException {
        Steps steps = new Steps(shell, List.of());
        steps.run(there.remove(names));
        steps.add(there.failures());
        Map<String, String> complaints = steps.complaints(type);
        if (!complaints.isEmpty() && looker.tunnels(type).silence().isEmpty()) {
            complaints.forEach(this::refuse);
        }
    }

    private void refuse(String what, String words) {
        refusals.add(Finding.blocker(
                Codes.HOST_REFUSED, ENCRYPTED + what + ": " + words, "until then nothing of it leaves the host"));
    }
}
