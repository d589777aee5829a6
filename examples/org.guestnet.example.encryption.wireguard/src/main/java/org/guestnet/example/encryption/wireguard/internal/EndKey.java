/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guestnet.model.IpAddress;

/**
 * The key of one end. All ends' keys follow from the network's secret (HKDF, RFC 5869) and the end's inner address, which is of one
 * network and one host: so whoever has the secret, the manager, knows each public key without asking, and a host, which has not, has no
 * private key but its own.
 */
final class EndKey {

    private static final byte[] SALT = "guestnet wireguard".getBytes(StandardCharsets.UTF_8);
    private static final BigInteger BASE_POINT = BigInteger.valueOf(9); // RFC 7748

    private final byte[] scalar;

    EndKey(byte[] scalar) {
        this.scalar = clamped(scalar);
    }

    static EndKey of(String secret, IpAddress inner) {
        byte[] extracted = hmac(SALT, secret.getBytes(StandardCharsets.UTF_8));
        byte[] info = inner.toString().getBytes(StandardCharsets.UTF_8);
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1; // the only one: it is as long as a key
        return new EndKey(hmac(extracted, block));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each Java has HmacSHA256", e);
        }
    }

    private static byte[] clamped(byte[] any) {
        byte[] scalar = any.clone();
        scalar[0] &= (byte) 0xf8;
        scalar[31] = (byte) (scalar[31] & 0x7f | 0x40);
        return scalar;
    }

    /** As WireGuard reads it. */
    String privateKey() {
        return Base64.getEncoder().encodeToString(scalar);
    }

    /** As WireGuard shows it. */
    String publicKey() {
        try {
            KeyFactory keys = KeyFactory.getInstance("X25519");
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar)));
            agreement.doPhase(keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
            return Base64.getEncoder().encodeToString(agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 11 and later have X25519", e);
        }
    }
}
