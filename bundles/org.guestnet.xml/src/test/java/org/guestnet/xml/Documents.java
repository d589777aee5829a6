/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Documents of the test resources. */
final class Documents {

    private Documents() {}

    static String read(String name) throws IOException {
        try (InputStream in = Documents.class.getResourceAsStream("documents/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
