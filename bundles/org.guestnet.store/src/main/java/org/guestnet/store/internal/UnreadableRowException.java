/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.sql.SQLException;

/** A row holds what this version cannot understand. */
final class UnreadableRowException extends SQLException {

    private static final long serialVersionUID = 1L;

    UnreadableRowException(String row, RuntimeException cause) {
        super("the database holds a row that cannot be read (" + row + "): " + cause.getMessage(), cause);
    }
}
