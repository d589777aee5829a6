/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import java.util.List;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.testkit.EncryptionContract;

class IpsecEncryptionContractTest extends EncryptionContract {

    @Override
    protected EncryptionProvider provider() {
        return new IpsecEncryptionProvider();
    }

    private static String definition(String encryption) {
        return "<network type='tunnel'><name>red</name><tunnel><encryption type='ipsec' " + encryption
                + "/></tunnel></network>";
    }

    @Override
    protected List<String> usableDefinitions() {
        return List.of(definition("secret='red-key'"), definition("certificate='host.pem' authority='ca.pem'"));
    }

    @Override
    protected List<String> unusableDefinitions() {
        return List.of(
                definition(""),
                definition("secret='a b'"),
                definition("secret='red-key' port='1'"),
                definition("certificate='host.pem'"),
                definition("secret='red-key' certificate='host.pem' authority='ca.pem'"),
                definition("certificate='../host.pem' authority='ca.pem'"));
    }
}
