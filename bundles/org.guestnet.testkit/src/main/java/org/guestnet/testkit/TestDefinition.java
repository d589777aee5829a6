/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import org.guestnet.model.GuestnetException;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.xml.NetworkDocuments;

/** Network definitions for tests, read as the core reads them. */
public final class TestDefinition {

    private TestDefinition() {}

    /**
     * A definition.
     *
     * @param xml a {@code <network>} with a name, in either dialect
     * @return what a provider is given; its elements know their lines
     * @throws IllegalArgumentException if a provider would never see it: it is not XML, has no name, or its type is none
     */
    public static NetworkDefinition of(String xml) {
        try {
            return NetworkDocuments.read(xml);
        } catch (GuestnetException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
