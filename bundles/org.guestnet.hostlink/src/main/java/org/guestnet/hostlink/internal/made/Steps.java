/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.hostlink.internal.shell.Words;
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.HostStep;

/** Does steps, and remembers what the host refused. */
final class Steps {

    private final HostShell shell;
    private final Map<String, String> complaints = new LinkedHashMap<>(); // by the names of the tunnels that need it
    private Optional<String> common = Optional.empty(); // about none of them

    Steps(HostShell shell) {
        this.shell = shell;
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
        HostAnswer answer = shell.run(step.order());
        if (answer.ok() || step.otherwise().isEmpty()) {
            return complaint(step.order(), answer);
        }
        return complaint(step.otherwise().get(), shell.run(step.otherwise().get()));
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
