/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

/**
 * How far a migration is.
 *
 * @param totalBytes guest memory to move; 0 while it is not known
 * @param remainingBytes what is left; may grow while the guest writes
 */
public record MigrationProgress(long totalBytes, long remainingBytes) {

    /** @throws IllegalArgumentException if a number is negative */
    public MigrationProgress {
        if (totalBytes < 0 || remainingBytes < 0) {
            throw new IllegalArgumentException("bytes are not negative: " + totalBytes + ", " + remainingBytes);
        }
    }
}
