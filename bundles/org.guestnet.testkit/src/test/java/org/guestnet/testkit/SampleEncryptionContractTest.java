/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.List;
import org.guestnet.spi.EncryptionProvider;

class SampleEncryptionContractTest extends EncryptionContract {

    @Override
    protected EncryptionProvider provider() {
        return new SampleEncryption();
    }

    static String definition(String name, String encryption) {
        return "<network type='tunnel'><name>" + name + "</name><tunnel><encryption type='sample' " + encryption
                + "/></tunnel></network>";
    }

    @Override
    protected List<String> usableDefinitions() {
        return List.of(definition("a", "secret='one'"), definition("b", "secret='two'"));
    }

    @Override
    protected List<String> unusableDefinitions() {
        return List.of(definition("a", ""));
    }
}
