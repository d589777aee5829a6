/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.sql.SQLException;

/** The manager that writes has no lease, or what it writes belongs to another now. */
final class FencedException extends SQLException {

    private static final long serialVersionUID = 1L;

    FencedException(String message) {
        super(message);
    }
}
