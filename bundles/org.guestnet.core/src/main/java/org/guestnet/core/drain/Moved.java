/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.List;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;

/**
 * What became of a guest that was to be moved.
 *
 * @param end how it ended
 * @param destination where it was to go at last
 * @param findings what is to be told
 */
record Moved(End end, HostName destination, List<Finding> findings) {

    /** How it ended. */
    enum End {
        /** The guest is no longer there, or need not be moved any more. */
        GONE,
        /** It stays. */
        STAYS,
        /** It was not begun, because no more are wanted. */
        LATER,
        /** A host fell silent: its own operation is settled when that answers. */
        UNCERTAIN,
        /** The host that is drained does not answer, or this manager must not do anything any more. */
        HALTED
    }

    Moved {
        findings = List.copyOf(findings);
    }
}
