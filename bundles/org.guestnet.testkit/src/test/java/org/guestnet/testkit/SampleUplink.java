/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.IpAddress;
import org.guestnet.model.SecretName;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Unroutable;
import org.guestnet.spi.Findings;
import org.guestnet.spi.HostView;
import org.guestnet.spi.Junction;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkOnHost;
import org.guestnet.spi.UplinkProvider;

/** A protocol that holds the contract: {@code <tunnel protocol='sample' dev='eth0'/>}. Parts of it are broken by tests. */
class SampleUplink implements Uplink {

    private final DeviceName device;

    SampleUplink(DeviceName device) {
        this.device = device;
    }

    /** A provider that makes uplinks so. */
    interface Maker extends UplinkProvider {

        Uplink make(DeviceName device);

        @Override
        default Reading<Uplink> read(NetworkDefinition definition, XmlElement tunnel) {
            Findings findings = new Findings();
            findings.refuseUnknown(tunnel, Set.of("protocol", "dev"), Set.of());
            Optional<DeviceName> device = findings.device(tunnel, "dev");
            return findings.reading(() -> make(device.orElseThrow()));
        }
    }

    static UplinkProvider provider() {
        return (Maker) SampleUplink::new;
    }

    @Override
    public UplinkOnHost on(HostView host) {
        Optional<IpAddress> address =
                host.addresses(device).stream().filter(IpAddress::isRoutable).findFirst();
        if (host.hasShell() && address.isPresent()) {
            return UplinkOnHost.at(address.get());
        }
        return UplinkOnHost.nowhere(List.of(
                host.hasShell()
                        ? Finding.notice(Codes.UNDERLAY_MISSING, "no address", "give it one")
                        : Finding.blocker(Codes.SHELL_MISSING, "no shell", "give it one")));
    }

    @Override
    public String wire() {
        return "sample";
    }

    @Override
    public List<LinkResource> base(Junction at, UplinkOnHost on) {
        return List.of(
                new InnerAddress(LinkNames.inner(at.network(), on.endpoint().orElseThrow())));
    }

    @Override
    public List<LinkResource> towards(Junction at, UplinkOnHost on, IpAddress peer) {
        IpAddress here = on.endpoint().orElseThrow();
        IpAddress inner = LinkNames.inner(at.network(), peer);
        EncryptedTunnel tunnel = new EncryptedTunnel(
                LinkNames.tunnel(at.network(), peer),
                here,
                peer,
                LinkNames.inner(at.network(), here),
                inner,
                1400,
                Means.of("sample").with(new SecretName("key")));
        return List.of(new Unroutable(inner), tunnel, new FloodEntry(LinkNames.vxlan(at.network()), inner));
    }
}
