/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

/** Something that a measurement needs is not here; the message says what. */
final class NotMeasurableException extends Exception {

    private static final long serialVersionUID = 1L;

    NotMeasurableException(String reason) {
        super(reason);
    }
}
