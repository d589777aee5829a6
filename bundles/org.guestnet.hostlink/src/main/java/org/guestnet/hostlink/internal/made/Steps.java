/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.hostlink.internal.shell.Words;
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;

/** Does steps, and remembers what the host refused. What would show a key is not done. */
final class Steps {

    private final HostShell shell;
    private final Set<String> keys;
    private final Map<String, String> complaints = new LinkedHashMap<>(); // by the names of the tunnels that need it
    private Optional<String> common = Optional.empty(); // about none of them

    /** @param tunnels whose keys must not be in words */
    Steps(HostShell shell, List<KeyedTunnel> tunnels) {
        this.shell = shell;
        this.keys = tunnels.stream()
                .map(KeyedTunnel::secret)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toSet());
    }

    /** What else keeps tunnels from being there. */
    void add(Map<String, String> failures) {
        failures.forEach(complaints::putIfAbsent);
    }

    void run(List<HostStep> steps) throws ShellException {
        for (HostStep step : steps) {
            boolean vain = !step.tunnels().isEmpty() && complaints.keySet().containsAll(step.tunnels());
            Optional<String> refused = vain ? Optional.empty() : refused(step);
            step.tunnels().forEach(t -> refused.ifPresent(words -> complaints.putIfAbsent(t, words)));
            common = step.tunnels().isEmpty() ? refused.or(() -> common) : common;
        }
    }

    private Optional<String> refused(HostStep step) throws ShellException {
        if (shows(step.order()) || step.otherwise().filter(this::shows).isPresent()) {
            return Optional.of("it was not done, for the encryption put the key where all on the host could read it");
        }
        Optional<String> first = complaint(step.order(), shell.run(step.order()));
        if (first.isEmpty() || step.otherwise().isEmpty()) {
            return first;
        }
        HostOrder other = step.otherwise().get();
        return complaint(other, shell.run(other)).map(second -> first.get() + "; " + second);
    }

    private boolean shows(HostOrder order) {
        return keys.stream().anyMatch(order.toString()::contains);
    }

    private static Optional<String> complaint(HostOrder order, HostAnswer answer) {
        return answer.ok()
                ? Optional.empty()
                : Optional.of("'" + order.program() + "': " + Words.complaint(answer, order.input()));
    }

    /** Why a tunnel is not there; empty if nothing was refused. */
    Optional<String> complaint(String tunnel) {
        return Optional.ofNullable(complaints.get(tunnel)).or(() -> common);
    }

    /** All that was refused, by what it is about. */
    Map<String, String> complaints(String type) {
        Map<String, String> all = new LinkedHashMap<>(complaints);
        common.ifPresent(words -> all.put(type, words));
        return all;
    }
}
