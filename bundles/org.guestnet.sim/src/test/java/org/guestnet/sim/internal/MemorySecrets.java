/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.HashMap;
import java.util.Map;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.SecretName;

/** Secrets that are numbers. */
final class MemorySecrets implements SecretStore {

    private final Map<SecretName, Integer> secrets = new HashMap<>();

    @Override
    public String secret(SecretName name) {
        return "key" + secrets.computeIfAbsent(name, n -> 1);
    }

    @Override
    public void rotate(SecretName name) {
        secrets.merge(name, 1, Integer::sum);
    }
}
