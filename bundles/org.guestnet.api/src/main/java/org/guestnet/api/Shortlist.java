/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.List;
import java.util.Map;

/**
 * The best hosts for a guest, and how many others there are.
 *
 * @param best hosts that can take it, the best first
 * @param cannot how many surely cannot, by the code of their first blocker
 * @param others how many others there are; none of them is better, and not all were judged
 */
public record Shortlist(List<Candidate> best, Map<String, Integer> cannot, int others) {

    /** Copies what it is given. */
    public Shortlist {
        best = List.copyOf(best);
        cannot = Map.copyOf(cannot);
    }
}
