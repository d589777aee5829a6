/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guestnet.model.IpAddress;

/**
 * The public keys of ends. Each takes most of a millisecond to compute, and is compared at each look at each host: those that were asked for
 * last are kept, by a digest, so that neither secrets nor private keys are.
 */
final class PublicKeys {

    /** Those of all hosts and networks. */
    static final PublicKeys ALL = new PublicKeys(50_000); // some 15 MB

    private final Map<String, String> kept;

    PublicKeys(int most) {
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > most;
            }
        };
    }

    /** That of the end with that inner address. */
    String of(String secret, IpAddress inner) {
        String end = digest(secret + " " + inner);
        String known = get(end);
        return known != null ? known : put(end, EndKey.of(secret, inner).publicKey());
    }

    private synchronized String get(String end) {
        return kept.get(end);
    }

    private synchronized String put(String end, String key) {
        kept.put(end, key);
        return key;
    }

    synchronized int size() {
        return kept.size();
    }

    private static String digest(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }
}
