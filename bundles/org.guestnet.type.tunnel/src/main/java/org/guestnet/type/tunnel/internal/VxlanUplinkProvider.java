/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.List;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.EncryptionProvider;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkProtocol;
import org.guestnet.spi.UplinkProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Tunnels by VXLAN (RFC 7348), encrypted if they say so. When an encryption comes or goes this component is made anew, and so its
 * service: whoever reads tunnels reads them again.
 */
@Component(service = UplinkProvider.class)
@UplinkProtocol("vxlan")
public final class VxlanUplinkProvider implements UplinkProvider {

    private final Encryptions encryptions;

    /** @param encryptions those that are there; of several for one type the last one serves, which has the highest ranking */
    @Activate
    public VxlanUplinkProvider(
            @Reference(cardinality = ReferenceCardinality.MULTIPLE, policyOption = ReferencePolicyOption.GREEDY)
                    List<EncryptionProvider> encryptions) {
        this.encryptions = new Encryptions(encryptions);
    }

    @Override
    public Reading<Uplink> read(NetworkDefinition definition, XmlElement tunnel) {
        return new TunnelReader(encryptions, definition, tunnel).read();
    }
}
