/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.link;

import org.guestnet.model.GuestnetException;
import org.guestnet.model.SecretName;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps secrets on the manager. What it gives is never logged, shown, or put in a document. Safe for any thread.
 */
@ConsumerType
public interface SecretStore {

    /**
     * A secret; one that is not there yet is made, of 256 random bits.
     *
     * @return printable characters, without white space
     * @throws GuestnetException {@code SECRET_MISSING} if it can neither be read nor made
     */
    String secret(SecretName name) throws GuestnetException;

    /**
     * Puts a new random secret in the place of one.
     *
     * @throws GuestnetException {@code SECRET_MISSING} if it cannot be written; then the old one stays
     */
    void rotate(SecretName name) throws GuestnetException;
}
