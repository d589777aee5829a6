/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import java.util.List;
import org.guestnet.model.IpAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.TunnelsOnHost;
import org.guestnet.type.tunnel.internal.ipsec.IpsecEncryptionProvider;

/** Encrypted by IPsec, but at a port of its own. */
final class EncryptionAtPort implements EncryptionProvider {

    private final EncryptionProvider ipsec = new IpsecEncryptionProvider();

    @Override
    public String type() {
        return "at-port";
    }

    @Override
    public Reading<Encryption> read(NetworkDefinition definition, XmlElement encryption) {
        Encryption plain = ipsec.read(definition, XmlElement.of("encryption").with("secret", "key"))
                .value()
                .orElseThrow();
        String port = encryption.attribute("port").orElseThrow();
        return Reading.of(
                new Encryption() {
                    @Override
                    public String terms() {
                        return plain.terms();
                    }

                    @Override
                    public String takes() {
                        return "UDP port " + port;
                    }

                    @Override
                    public int innerMtu(int underlay, IpAddress endpoint) {
                        return plain.innerMtu(underlay, endpoint);
                    }

                    @Override
                    public Means means() {
                        return plain.means();
                    }
                },
                List.of());
    }

    @Override
    public List<HostOrder> questions() {
        return ipsec.questions();
    }

    @Override
    public TunnelsOnHost seen(List<HostAnswer> answers) {
        return ipsec.seen(answers);
    }
}
