/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.nio.charset.StandardCharsets;

/** The rule that names of libvirt objects share: libvirt makes file names of them. */
final class Names {

    private Names() {}

    static boolean isFileName(String value, int maxBytes) {
        return value != null
                && !value.isEmpty()
                && value.strip().equals(value)
                && !value.equals(".")
                && !value.equals("..")
                && value.indexOf('/') < 0
                && value.codePoints().noneMatch(Character::isISOControl)
                && value.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
    }
}
