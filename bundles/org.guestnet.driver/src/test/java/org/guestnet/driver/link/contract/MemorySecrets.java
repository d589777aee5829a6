/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.link.contract;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.SecretName;

/** Secrets that end with the test. Any thread. */
public final class MemorySecrets implements SecretStore {

    private final Map<SecretName, String> secrets = new ConcurrentHashMap<>();

    @Override
    public String secret(SecretName name) {
        return secrets.computeIfAbsent(name, n -> UUID.randomUUID().toString());
    }

    @Override
    public void rotate(SecretName name) {
        secrets.put(name, UUID.randomUUID().toString());
    }
}
