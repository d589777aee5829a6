/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store;

import java.time.Duration;
import javax.sql.DataSource;
import org.osgi.annotation.versioning.ConsumerType;

/** A kind of database server that managers can share. Its driver is brought by the bundle that offers this service. */
@ConsumerType
public interface DatabaseServer {

    /** Whether it serves a database that is named by this JDBC URL. */
    boolean serves(String url);

    /**
     * Makes a pool of connections; opens none yet. Statements that wait, for a lock or for an answer, give up within the patience, and
     * the server ends a transaction that its client leaves alone for longer: a client that is frozen holds up nobody.
     *
     * @param url where the database is
     * @param user who asks
     * @param password the user's password; must not be logged; empty if the server wants none
     * @param patience how long anything may wait; at least a second
     * @return the pool; if it is {@link java.io.Closeable}, the caller closes it
     * @throws IllegalArgumentException if the URL is not valid
     */
    DataSource connect(String url, String user, String password, Duration patience);
}
