/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

/**
 * What was asked of a host's links since it came to be.
 *
 * @param looks how often somebody looked
 * @param calls how often somebody had something made, removed or renewed
 * @param changes resources that were made, replaced or removed by these calls; what was there already is none
 */
public record LinkSteps(long looks, long calls, long changes) {

    static final LinkSteps NONE = new LinkSteps(0, 0, 0);

    LinkSteps looked() {
        return new LinkSteps(looks + 1, calls, changes);
    }

    LinkSteps called() {
        return new LinkSteps(looks, calls + 1, changes);
    }

    LinkSteps changed() {
        return new LinkSteps(looks, calls, changes + 1);
    }

    /** What came after an earlier count. */
    public LinkSteps since(LinkSteps earlier) {
        return new LinkSteps(looks - earlier.looks, calls - earlier.calls, changes - earlier.changes);
    }
}
