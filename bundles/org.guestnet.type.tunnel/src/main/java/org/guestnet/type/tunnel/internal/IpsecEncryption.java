/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.List;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.IpsecTunnel;
import org.guestnet.model.link.IpsecTunnel.Authentication;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Unroutable;
import org.guestnet.spi.Encryption;

/** The encrypted tunnels of one network. */
final class IpsecEncryption implements Encryption {

    private static final int IP_V4 = 20;
    private static final int IP_V6 = 40;
    private static final int UDP =
            8; // always counted: a daemon without the kernel's ESP, and a NAT, put ESP into UDP (RFC 3948)
    private static final int ESP = 8; // RFC 4303: identifier of the security association, sequence number
    private static final int IV = 8; // RFC 4106, AES-GCM
    private static final int ICV = 16;
    private static final int BLOCK = 4; // what is encrypted, with the trailer, is padded to this
    private static final int TRAILER = 2;

    private final NetworkName network;
    private final Authentication authentication;

    IpsecEncryption(NetworkName network, Authentication authentication) {
        this.network = network;
        this.authentication = authentication;
    }

    @Override
    public String terms() {
        return "encrypted by ipsec with "
                + authentication
                        .secret()
                        .map(s -> "secret '" + s + "'")
                        .or(() -> authentication.certificate().map(c -> "certificates of '" + c.authority() + "'"))
                        .orElseThrow();
    }

    @Override
    public IpAddress inner(IpAddress endpoint) {
        return LinkNames.inner(network, endpoint);
    }

    @Override
    public int innerMtu(int underlay, IpAddress endpoint) {
        int encrypted = underlay - (endpoint.isV6() ? IP_V6 : IP_V4) - UDP - ESP - IV - ICV;
        return Math.max(0, encrypted / BLOCK * BLOCK - TRAILER);
    }

    @Override
    public List<LinkResource> base(IpAddress endpoint) {
        return List.of(new InnerAddress(inner(endpoint)));
    }

    @Override
    public List<LinkResource> towards(IpAddress endpoint, IpAddress peer) {
        IpAddress there = inner(peer);
        String name = LinkNames.tunnel(network, peer);
        return List.of(
                new Unroutable(there), new IpsecTunnel(name, endpoint, peer, inner(endpoint), there, authentication));
    }
}
