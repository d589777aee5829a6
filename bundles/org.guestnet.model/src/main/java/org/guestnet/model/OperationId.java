/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Identifies an operation.
 *
 * @param value random
 */
public record OperationId(UUID value) {

    private static final int SHORT = 8;

    /** @throws NullPointerException if the value is null */
    public OperationId {
        requireNonNull(value, "value");
    }

    /** A new one. */
    public static OperationId random() {
        return new OperationId(UUID.randomUUID());
    }

    /** The first eight digits: what people read and type. */
    public String shortForm() {
        return value.toString().substring(0, SHORT);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
