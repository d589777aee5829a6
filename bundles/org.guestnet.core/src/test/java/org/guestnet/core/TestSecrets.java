/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.SecretName;

/** Secrets in memory that tell how often each was made anew. */
public final class TestSecrets implements SecretStore {

    private final Map<SecretName, Integer> made = new ConcurrentHashMap<>();

    @Override
    public String secret(SecretName name) {
        return name + "-key-" + made.computeIfAbsent(name, n -> 1);
    }

    @Override
    public void rotate(SecretName name) {
        made.merge(name, 2, (before, first) -> before + 1);
    }
}
