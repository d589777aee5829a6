/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;

/**
 * The host did not answer. What was asked may or may not have happened there: callers must not draw conclusions before they have
 * seen the host again.
 */
public class HostUnreachableException extends GuestnetException {

    private static final long serialVersionUID = 1L;

    /**
     * @param finding with code {@code HOST_DOWN} or {@code HOST_TIMEOUT}
     * @param cause what led to it; may be null
     */
    public HostUnreachableException(Finding finding, Throwable cause) {
        super(finding, cause);
    }
}
