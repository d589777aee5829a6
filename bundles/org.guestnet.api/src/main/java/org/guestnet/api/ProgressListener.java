/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Told how far a migration is, a few times a second, on a thread of Guestnet. Must return at once; what it throws is logged. */
@ConsumerType
@FunctionalInterface
public interface ProgressListener {

    /** The migration is that far. */
    void progressed(Progress progress);

    /**
     * How far a migration is.
     *
     * @param step the step that is being done, for people
     * @param totalBytes guest memory to move; 0 while it is not known
     * @param remainingBytes what is left; may grow while the guest writes
     */
    record Progress(String step, long totalBytes, long remainingBytes) {

        /** 0 to 100. */
        public int percent() {
            return totalBytes == 0 ? 0 : (int) Math.max(0, 100 - 100 * remainingBytes / totalBytes);
        }
    }
}
