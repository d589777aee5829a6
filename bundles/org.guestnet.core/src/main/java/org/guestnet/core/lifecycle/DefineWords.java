/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.xml.NetworkDocuments;

/**
 * What the steps of a definition are called. The journal keeps these words, and after a kill they are all that tells what was wanted:
 * they are made again of what the host has, and compared.
 */
final class DefineWords {

    private static final int DIGITS = 12;

    private DefineWords() {}

    /** The step that defines a network; another document, but for its white space, is another step. */
    static String define(HostName host, NetworkDefinition definition, String original) throws GuestnetException {
        return "define network " + definition.name() + " of type " + definition.type() + " on " + host + ", document "
                + NetworkDocuments.hash(original).substring(0, DIGITS);
    }

    /** The step that sets autostart; it is left out where autostart is as wanted. */
    static String autostart(boolean wanted) {
        return wanted ? "start it with its host" : "do not start it with its host";
    }

    /** Whether that is the document that the operation was to define. */
    static boolean isOf(Operation operation, NetworkDefinition definition, String original) throws GuestnetException {
        return has(operation, define(operation.host(), definition, original));
    }

    /** Whether the operation was to set autostart to that. */
    static boolean isAutostartWanted(Operation operation, boolean autostart) {
        return has(operation, autostart(autostart));
    }

    private static boolean has(Operation operation, String step) {
        return operation.steps().stream().anyMatch(s -> s.what().equals(step));
    }
}
