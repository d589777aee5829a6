/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.List;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;

/**
 * A host asked whether it can take a guest.
 *
 * @param host the host
 * @param eligible whether it can: there are no blockers
 * @param score 0 to 100, more is better: the free share of the scarcest network, then the load; 0 if it is not eligible
 * @param reason why this score: which network is scarcest, what is free of it, how many guests run; a sentence without a full stop,
 *     empty if it is not eligible
 * @param blockers why it cannot
 * @param notices what to know, and what has to be accepted
 */
public record Candidate(
        HostName host, boolean eligible, int score, String reason, List<Finding> blockers, List<Finding> notices) {

    /** Copies the lists. */
    public Candidate {
        blockers = List.copyOf(blockers);
        notices = List.copyOf(notices);
    }
}
