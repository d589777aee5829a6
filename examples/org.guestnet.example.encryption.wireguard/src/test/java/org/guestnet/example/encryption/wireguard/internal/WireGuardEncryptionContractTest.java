/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import java.util.List;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.testkit.EncryptionContract;

class WireGuardEncryptionContractTest extends EncryptionContract {

    @Override
    protected EncryptionProvider provider() {
        return new WireGuardEncryptionProvider();
    }

    @Override
    protected List<String> usableDefinitions() {
        return List.of(Samples.xml("secret='red-key'"), Samples.xml("secret='red-key' port='51820'"));
    }

    @Override
    protected List<String> unusableDefinitions() {
        return List.of(
                Samples.xml(""),
                Samples.xml("secret='a b'"),
                Samples.xml("secret='red-key' port='0'"),
                Samples.xml("secret='red-key' port='65536'"),
                Samples.xml("secret='red-key' key='x'"));
    }
}
