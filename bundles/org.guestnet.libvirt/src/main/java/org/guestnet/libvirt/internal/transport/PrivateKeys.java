/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a private key from a PEM file: PKCS#8 of any algorithm, and the PKCS#1 that certtool writes for RSA. */
final class PrivateKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA )?PRIVATE KEY-----");
    private static final String[] ALGORITHMS = {"RSA", "EC", "Ed25519", "Ed448", "RSASSA-PSS"};

    /** PKCS#8 before the PKCS#1 bytes: version 0 and the algorithm rsaEncryption. */
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PrivateKeys() {}

    static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = PEM.matcher(Files.readString(file));
        if (!pem.find()) {
            throw new IOException(
                    file + " has no private key in PKCS#8: convert it with openssl pkcs8 -topk8 -nocrypt");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
        byte[] pkcs8 = pem.group(1) == null ? bytes : der(SEQUENCE, RSA, der(OCTET_STRING, bytes));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                continue; // of another algorithm
            }
        }
        throw new IOException(file + " has a private key of an algorithm that Java does not know");
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        // Two bytes of length: enough for keys of 64 KiB, and DER's shortest form for those of 256 bytes and more.
        ByteBuffer out = ByteBuffer.allocate(length + 4);
        out.put((byte) tag).put((byte) 0x82).putShort((short) length);
        for (byte[] part : parts) {
            out.put(part);
        }
        return out.array();
    }
}
