/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.view;

import org.guestnet.model.Operation;

/** An operation in one sentence. */
final class OperationSentence {

    private OperationSentence() {}

    static String of(Operation operation) {
        String what = what(operation);
        switch (operation.state()) {
            case DONE:
                return (isPartial(operation) ? "Ended: " : "Done: ") + what + " (" + known(operation) + ").";
            case PLANNED:
                return "Planned: " + what + ". Nothing was changed.";
            case UNDONE:
                return "Not done, and undone: " + what + " (" + known(operation) + ").";
            case UNCERTAIN:
                return "Uncertain: " + what + " (" + known(operation)
                        + "). A host does not answer; this is settled when it does.";
            case PREPARED:
                return "Prepared: " + what + " (" + known(operation) + ").";
            default:
                return "Running: " + what + " (" + known(operation) + ").";
        }
    }

    private static String known(Operation operation) {
        return "operation " + operation.id().shortForm()
                + operation
                        .ended()
                        .map(end -> ", " + Cells.lasted(operation.started(), end))
                        .orElse("");
    }

    /** A drain ends although guests stayed. */
    private static boolean isPartial(Operation operation) {
        return operation.kind() == Operation.Kind.HOST_DRAIN
                && !DrainReport.blockers(operation).isEmpty();
    }

    private static String what(Operation operation) {
        if (operation.kind() == Operation.Kind.HOST_DRAIN) {
            return "drain host " + operation.host() + drained(operation);
        }
        return verb(operation.kind()) + " " + operation.subject()
                + operation
                        .destination()
                        .map(to -> " from " + operation.host() + " to " + to)
                        .orElse(" on " + operation.host());
    }

    private static String drained(Operation drain) {
        long gone = drain.steps().stream()
                .filter(s -> s.state() == Operation.StepState.DONE)
                .count();
        if (drain.steps().isEmpty()) {
            return ""; // no guest was to go, or none could
        }
        return ", " + gone + " of " + drain.steps().size() + " guests";
    }

    private static String verb(Operation.Kind kind) {
        switch (kind) {
            case NETWORK_DEFINE:
                return "define network";
            case NETWORK_START:
                return "start network";
            case NETWORK_STOP:
                return "stop network";
            case NETWORK_AUTOSTART:
                return "set autostart of network";
            case NETWORK_UNDEFINE:
                return "undefine network";
            case NETWORK_UPDATE:
                return "update network";
            case GUEST_START:
                return "start guest";
            case GUEST_STOP:
                return "stop guest";
            case GUEST_MIGRATE:
                return "migrate guest";
            case GUEST_ATTACH:
                return "attach an interface to guest";
            case GUEST_DETACH:
                return "detach an interface from guest";
            case GUEST_MOVE_NIC:
                return "move an interface of guest";
            default:
                return "prepare guest";
        }
    }
}
