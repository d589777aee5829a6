/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.sql.SQLException;

/** What is done in one transaction. It may be done again from its beginning when the database asks for it. */
interface Work<T> {
    T in(Session session) throws SQLException;
}
