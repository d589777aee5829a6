/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was seen to break a rule. Safe for any thread. */
final class Violations {

    private final List<String> all = new CopyOnWriteArrayList<>();

    void add(String violation) {
        if (!all.contains(violation)) {
            all.add(violation);
        }
    }

    List<String> all() {
        return all;
    }
}
