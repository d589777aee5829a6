/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.regex.Pattern;

/**
 * The name of a secret that the manager keeps. Definitions say only the name.
 *
 * @param value letters, digits, dots, dashes and underscores; begins with a letter or digit; at most 63
 */
public record SecretName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** @throws IllegalArgumentException if the value is not valid */
    public SecretName {
        Checks.matches(
                "secret name",
                value,
                FORM,
                "letters, digits, '.', '-' and '_', at most 63, the first a letter or digit");
    }

    @Override
    public String toString() {
        return value;
    }
}
